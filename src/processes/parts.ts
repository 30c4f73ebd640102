import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Tracing } from '../tracing/tracing.ts';

/** What a process has brought up, in order. */
export interface Parts {
  /** Keeps a part to be stopped, last up first down, and says in one line that it is up. */
  up(name: string, detail: string, stop: () => Promise<void>): void;
  /** Ends the process as failed: something that was up cannot go on. */
  fail(error: unknown): void;
  /** Aborted when the process begins to stop. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
  /** null: nothing is traced. */
  readonly tracing: Tracing | null;
}

interface UpPart {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** The parts of a process, and the way to stop them all. */
export function createParts(log: Logger, say: (line: string) => void, tracing: Tracing | null = null) {
  const started: UpPart[] = [];
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every request that waits listens
  let failed: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => (failed = reject));
  failure.catch(() => {}); // whoever runs the process races it; until then a rejection is no crash

  const parts: Parts = {
    up(name, detail, stop) {
      started.push({ name, stop });
      say(`${name.padEnd(11)} ${detail}`);
    },
    fail: (error) => failed(error),
    stopping: stopping.signal,
    log,
    tracing,
  };
  return {
    parts,
    failure,
    /** @returns the names of parts that could not be stopped cleanly */
    async stopAll(): Promise<string[]> {
      stopping.abort();
      const unclean: string[] = [];
      for (const { name, stop } of started.toReversed()) {
        try {
          await stop();
          say(`${name.padEnd(11)} stopped`);
        } catch (error) {
          unclean.push(name);
          log.error({ err: error, part: name }, 'a part did not stop cleanly');
        }
      }
      return unclean;
    },
  };
}
