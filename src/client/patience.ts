import { FrontalProblem, FrontalUnreachable } from './problem.ts';

const GATEWAY = new Set([429, 502, 503, 504]);
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** A service that asks for a longer pause than this is asked again after this. */
const LONGEST_ASKED_MS = 30_000;

/** Milliseconds until it makes sense to ask again after the `faults`-th fault in a row; null where it never does. */
export function pauseAfter(error: unknown, faults: number): number | null {
  if (error instanceof FrontalUnreachable) return backOff(faults);
  if (!(error instanceof FrontalProblem) || !GATEWAY.has(error.status)) return null;
  const { retryAfterSeconds: seconds } = error;
  return seconds === null ? backOff(faults) : Math.min(Math.max(seconds * 1000, FIRST_PAUSE_MS), LONGEST_ASKED_MS);
}

/** @throws whatever `signal` was aborted with */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Does `work` again while the service is away or asks for patience, for `forMs` from the first fault on.
 *
 * @throws the last fault, once patience is over or a fault is none that passes
 */
export async function patiently<T>(forMs: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  let since: number | null = null;
  for (let faults = 1; ; faults++) {
    try {
      return await work();
    } catch (error) {
      since ??= Date.now();
      const pause = pauseAfter(error, faults);
      if (pause === null || Date.now() + pause - since > forMs) throw error;
      await sleep(pause, signal);
    }
  }
}

function backOff(faults: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(faults - 1, 10), LONGEST_PAUSE_MS);
}
