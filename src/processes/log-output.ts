import { pino, type DestinationStream } from 'pino';

/** Where log lines go, and what a process that starts holds back of them. */
export interface LogOutput extends DestinationStream {
  /** Writes what was held back; from now on nothing is. */
  release(): void;
}

/** JSON lines on stdout, for people where it is a terminal. */
export async function createLogOutput(isTerminal: boolean): Promise<LogOutput> {
  return holdBack(isTerminal ? await prettyOutput() : pino.destination({ fd: STDOUT, sync: true }));
}

/** Holds lines back until they are released, so that none runs through what a start says; warnings and worse wait for nothing. */
export function holdBack(target: DestinationStream): LogOutput {
  const held: string[] = [];
  let isHolding = true;
  const output = {
    // pino notes the level of each line here before it writes it.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string) {
      if (isHolding && output.lastLevel < pino.levels.values['warn']!) held.push(line);
      else target.write(line);
    },
    release() {
      isHolding = false;
      for (const line of held.splice(0)) target.write(line);
    },
  };
  return output;
}

const STDOUT = 1;

/** Loaded on a terminal only. */
async function prettyOutput(): Promise<DestinationStream> {
  const { PinoPretty } = await import('pino-pretty');
  return PinoPretty({ destination: STDOUT, sync: true, translateTime: 'SYS:HH:MM:ss' });
}
