import { FrontalError } from '../contract/errors.ts';

/** Memory that is shared out before it is taken: what is worked on at once is bounded by its bytes, not by its number. */
export interface MemoryRoom {
  readonly bytes: number;
  /**
   * Does `work` once `bytes` are free, first come first served. Whoever asks for more than there is gets all of it, alone.
   *
   * @throws FrontalError `busy` where the turn does not come within `withinMs`, or the line is full; the signal's reason
   *   where it is aborted before. `work` is not begun then
   */
  hold<T>(bytes: number, work: () => Promise<T>, waiting?: Waiting): Promise<T>;
  /** The same for what is held longer than a piece of work: the place is given back by the answer, once. */
  enter(bytes: number, waiting?: Waiting): Promise<() => void>;
}

export interface Waiting {
  readonly signal?: AbortSignal;
  /** As long as it takes where it is left out, and then in a line of any length. */
  readonly withinMs?: number;
}

const MAX_IN_LINE = 64;

export function createMemoryRoom(bytes: number): MemoryRoom {
  let free = bytes;
  const line = new Set<{ wanted: number; enter: () => void }>();

  return {
    bytes,
    enter,
    async hold(wanted, work, waiting) {
      const leave = await enter(wanted, waiting);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };

  async function enter(asked: number, { signal, withinMs }: Waiting = {}): Promise<() => void> {
    signal?.throwIfAborted();
    const wanted = Math.min(bytes, Math.max(0, asked));
    if (line.size > 0 || wanted > free) await turn(wanted, signal, withinMs);
    else free -= wanted;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      free += wanted;
      letIn();
    };
  }

  /** Nobody overtakes: a large piece of work would wait for ever behind small ones. */
  function letIn(): void {
    for (const next of line) {
      if (next.wanted > free) return;
      free -= next.wanted;
      next.enter();
    }
  }

  function turn(wanted: number, signal: AbortSignal | undefined, withinMs: number | undefined): Promise<void> {
    if (withinMs !== undefined && line.size >= MAX_IN_LINE) throw busy();
    return new Promise((resolve, reject) => {
      const timer = withinMs === undefined ? undefined : setTimeout(() => giveUp(busy()), withinMs);
      const aborted = () => giveUp(signal?.reason);
      const place = { wanted, enter: () => (stepOut(), resolve()) };
      signal?.addEventListener('abort', aborted, { once: true });
      line.add(place);

      function giveUp(reason: unknown): void {
        stepOut();
        reject(reason);
        // Whoever stood behind may fit.
        letIn();
      }
      function stepOut(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        line.delete(place);
      }
    });
  }
}

function busy(): FrontalError {
  return new FrontalError('busy', 'Too much that takes much memory has been asked for at once. Ask again.');
}
