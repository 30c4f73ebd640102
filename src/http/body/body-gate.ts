import type { IncomingMessage, ServerResponse } from 'node:http';
import { FrontalError } from '../../errors.ts';
import { heldFor } from '../hold.ts';

/** Lets requests with large bodies in, a few at a time. */
export interface BodyGate {
  /**
   * Does `work`, which reads the request's body and lets go of it before it ends. A small body is let in at once; a
   * large one stands in line while others are worked on.
   *
   * @throws FrontalError `busy` where the line is full, or too slow; the body is unread then
   */
  through<T>(response: ServerResponse, work: () => Promise<T>): Promise<T>;
}

export interface BodyGateLimits {
  /** Large bodies in memory at once. */
  readonly atOnce: number;
  /** Large bodies that wait, unread, until one of those is done. */
  readonly inLine: number;
  readonly longestWaitMs: number;
}

/** Each body may hold some 70 MB, and its pictures once more. */
export const BODY_GATE_LIMITS: BodyGateLimits = { atOnce: 4, inLine: 64, longestWaitMs: 10_000 };

/** Bytes that a body may have without being counted. */
export const SMALL_BODY_BYTES = 2 ** 20;

export function createBodyGate({ atOnce, inLine, longestWaitMs }: BodyGateLimits, stopping?: AbortSignal): BodyGate {
  let free = atOnce;
  /** Who waits, longest first; each is called to be let in. */
  const line = new Set<() => void>();

  return {
    async through(response, work) {
      if (!isLarge(response.req)) return work();
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

/** A body in chunks does not tell its length: it counts as large. */
function isLarge({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SMALL_BODY_BYTES;
}

function busy(): FrontalError {
  return new FrontalError('busy', 'Too many large bodies have been sent at once. Send this one again.');
}
