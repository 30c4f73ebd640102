import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '../../src/settings/config.ts';
import { startPostgres } from '../../src/embedded/postgres.ts';
import { endedWithin } from '../../src/embedded/os-process.ts';
import { startTemporal } from '../../src/embedded/temporal-server.ts';
import { createLogger } from '../../src/processes/logger.ts';

/** A process that can be killed, and started again on what it has left. */
export interface Program {
  /** Resolves once it serves. */
  start(): Promise<void>;
  /** SIGKILL. Resolves once it is gone. */
  kill(): Promise<void>;
  /** Stops its clock, and lets it go on. */
  freeze(): void;
  thaw(): void;
}

const READY_WITHIN_MS = 300_000;
const GONE_WITHIN_MS = 60_000;

/** A compiled process of ours; `ready` is a line of its output. */
export function ownProgram(path: string, ready: RegExp, env: Readonly<Record<string, string>>): Program {
  let child: ChildProcess | null = null;
  return {
    async start() {
      const started = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment(env) });
      child = started;
      let output = '';
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      for (const deadline = Date.now() + READY_WITHIN_MS; !ready.test(output); await sleep(20)) {
        if (started.exitCode !== null || Date.now() > deadline) throw new Error(`${path} did not start:\n${output}`);
      }
    },
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
}

/** Several that share their fate. One after the other starts: the first lays the tables. */
export function programsAsOne(programs: readonly Program[]): Program {
  return {
    async start() {
      for (const program of programs) await program.start();
    },
    kill: async () => void (await Promise.all(programs.map((program) => program.kill()))),
    freeze: () => programs.forEach((program) => program.freeze()),
    thaw: () => programs.forEach((program) => program.thaw()),
  };
}

const log = createLogger('silent');

export function postgresProgram(dataDir: string, port: number): Program & { url(): string } {
  let url = '';
  const server = serverProgram(async () => {
    const postgres = await startPostgres({ dataDir, port, log });
    ({ url } = postgres);
    return postgres.pid;
  });
  return { ...server, url: () => url };
}

/** The development server, with its state in a file. */
export function temporalProgram(binary: string, dataDir: string, port: number, uiPort: number): Program {
  return serverProgram(async () => (await startTemporal({ binary, dataDir, port, uiPort, log })).pid);
}

function serverProgram(start: () => Promise<number>): Program {
  let pid = 0;
  const signal = (name: NodeJS.Signals) => process.kill(pid, name);
  return {
    async start() {
      pid = await start();
    },
    async kill() {
      if (pid === 0) return;
      signal('SIGKILL');
      if (!(await endedWithin(pid, GONE_WITHIN_MS))) throw new Error(`process ${pid} outlives SIGKILL`);
      pid = 0;
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}
