import { ENDED_STATUSES } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';
import type { EndedListener } from './ended-listener.ts';
import type { Submission } from './submission.ts';
import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

export interface Wait {
  readonly seconds: number;
  /** Aborted when nobody waits any longer. */
  readonly signal: AbortSignal;
}

/** An end is heard of by itself, unless it came from outside: Temporal is asked after a second, then every five. */
const FIRST_LOOK_MS = 1_000;
const LATER_LOOKS_MS = 5_000;
/** Timers can fire by this much too early. */
const TIMER_SLACK_MS = 1;

/**
 * Waits until a submission ends or the wait is over; its row, or null for an unknown one. The listener is asked before
 * the row is read, so that an end between the two is not missed. While nothing is wrong this costs no call to Temporal,
 * and no call to Temporal makes the wait longer: it may take its time.
 *
 * @throws FrontalError `unavailable` while Postgres is away
 */
export async function awaitEnd(
  deps: Lifecycle & { readonly endedListener: Pick<EndedListener, 'waitFor'> },
  id: string,
  wait: Wait,
): Promise<Submission | null> {
  const deadline = performance.now() + wait.seconds * 1000;
  for (let lookMs = FIRST_LOOK_MS; ; lookMs = LATER_LOOKS_MS) {
    const leftMs = Math.max(0, deadline - performance.now());
    const settled = new AbortController();
    const released = AbortSignal.any([wait.signal, settled.signal]);
    try {
      const heard = deps.endedListener.waitFor(id, Math.min(lookMs, leftMs), released);
      const row = await deps.submissions.find(id);
      if (row?.status !== 'pending' || leftMs === 0 || wait.signal.aborted) return row;
      await heard;

      const stillLeftMs = deadline - performance.now();
      if (wait.signal.aborted || stillLeftMs <= TIMER_SLACK_MS) continue;
      const over = deps.endedListener.waitFor(id, stillLeftMs, released);
      const again = await deps.submissions.find(id);
      if (again?.status !== 'pending') return again;
      await Promise.race([look(deps, again), over]);
    } finally {
      settled.abort();
    }
  }
}

/** Temporal being away is no reason to end a wait: the submission is where it was. */
async function look(lifecycle: Lifecycle, row: Submission): Promise<void> {
  try {
    await reconcile(lifecycle, row);
  } catch (error) {
    if (!(error instanceof FrontalError) || error.code !== 'unavailable') throw error;
  }
}

export function hasEnded(status: Submission['status']): boolean {
  return ENDED_STATUSES.some((ended) => ended === status);
}
