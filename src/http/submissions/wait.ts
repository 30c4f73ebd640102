import { ENDED_STATUSES, type Status } from '../../contract.ts';
import type { EndedListener } from '../../storage/ended-listener.ts';
import type { Lifecycle } from './start.ts';
import { readState, type SubmissionState } from './state.ts';

export interface Wait {
  readonly seconds: number;
  /** Aborted when nobody waits any longer. */
  readonly signal: AbortSignal;
}

/**
 * The state of a submission, held back until it ends or the wait is over; null for an unknown one. The listener is
 * asked before the state is read: an end between the two is not missed.
 *
 * @throws FrontalError `unavailable`
 */
export async function awaitState(
  deps: Lifecycle & { readonly endedListener: Pick<EndedListener, 'waitFor'> },
  id: string,
  wait: Wait,
): Promise<SubmissionState | null> {
  if (wait.seconds === 0) return readState(deps, id);
  const settled = new AbortController();
  const signal = AbortSignal.any([wait.signal, settled.signal]);
  const heard = deps.endedListener.waitFor(id, wait.seconds * 1000, signal);
  try {
    const state = await readState(deps, id);
    if (state === null || hasEnded(state.status)) return state;
    await heard;
    return await readState(deps, id);
  } finally {
    settled.abort();
  }
}

export function hasEnded(status: Status): boolean {
  return ENDED_STATUSES.some((ended) => ended === status);
}
