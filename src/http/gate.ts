import type { ServerResponse } from 'node:http';
import { FrontalError } from '../contract/errors.ts';
import { heldFor } from './hold.ts';

/** Lets work in that takes much memory or time, a few requests at a time. */
export interface Gate {
  /**
   * Does `work` once there is room for it.
   *
   * @throws FrontalError `busy` where the line is full, or too slow, or the caller has gone; `work` is not begun then
   */
  through<T>(response: ServerResponse, work: () => Promise<T>): Promise<T>;
}

export interface GateLimits {
  /** Worked on at once. */
  readonly atOnce: number;
  /** Who waits until one of those is done. */
  readonly inLine: number;
  readonly longestWaitMs: number;
}

/** @param busyDetail what those are told who are not let in */
export function createGate({ atOnce, inLine, longestWaitMs }: GateLimits, busyDetail: string, stopping?: AbortSignal): Gate {
  let free = atOnce;
  /** Who waits, longest first; each is called to be let in. */
  const line = new Set<() => void>();
  const busy = () => new FrontalError('busy', busyDetail);

  return {
    async through(response, work) {
      if (free > 0) free -= 1;
      else await turn(response);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };

  /** Whoever leaves hands its place to the next: nobody who comes later gets in between. */
  function leave(): void {
    const [next] = line;
    if (next) next();
    else free += 1;
  }

  function turn(response: ServerResponse): Promise<void> {
    if (line.size >= inLine) throw busy();
    const held = heldFor(response, stopping);
    if (held.aborted) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(giveUp, longestWaitMs);
      held.addEventListener('abort', giveUp, { once: true });
      line.add(enter);

      function enter(): void {
        stepOut();
        resolve();
      }
      function giveUp(): void {
        stepOut();
        reject(busy());
      }
      function stepOut(): void {
        clearTimeout(timer);
        held.removeEventListener('abort', giveUp);
        line.delete(enter);
      }
    });
  }
}
