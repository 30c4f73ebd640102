import { FrontalError } from '../../contract/errors.ts';
import type { EndedListener } from '../../submissions/ended-listener.ts';
import type { TemporalUi } from '../links.ts';
import type { Lifecycle } from '../../submissions/start.ts';
import { readState } from '../../submissions/state.ts';
import { stateEvent, writeEvent } from './state-event.ts';

/** How often a submission that runs is looked at; whoever else looks at it shares what Temporal says. */
const LOOK_MS = 250;
/** Proxies on the way cut connections that are silent for longer than half a minute. */
const KEEP_ALIVE_MS = 15_000;
/** How long a client waits before it connects again (`retry`). */
const RETRY_MS = 1000;

export interface Follow extends Lifecycle {
  readonly endedListener: Pick<EndedListener, 'waitFor'>;
  readonly temporalUi: TemporalUi;
}

/**
 * The states of a submission as text of an event stream, up to its end, which is heard of by itself. Ends early where
 * `held` is aborted, where the submission is erased, and where the database is away: the client asks again then, and is
 * told why, or goes on.
 *
 * @param seen id of the last event that the client has
 */
export async function* followSubmission(deps: Follow, id: string, seen: string, held: AbortSignal): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  let last = seen;
  let spokeAt = performance.now();
  for (;;) {
    const settled = new AbortController();
    const released = AbortSignal.any([held, settled.signal]);
    try {
      // Before the row is read, so that an end between the two is not missed.
      const heard = deps.endedListener.waitFor(id, LOOK_MS, released);
      const state = await readState(deps, id);
      if (state === null || held.aborted) return;
      const event = stateEvent(state, deps.temporalUi);
      // What is on record while Temporal is away may be older than what the client has seen.
      const isKnown = event.name === 'end' || state.warnings.length === 0;
      if (isKnown && event.id !== last) {
        last = event.id;
        spokeAt = performance.now();
        yield writeEvent(event);
      } else if (performance.now() - spokeAt > KEEP_ALIVE_MS) {
        spokeAt = performance.now();
        yield ': still there\n\n';
      }
      if (event.name === 'end') return;
      await heard;
    } catch (error) {
      if (error instanceof FrontalError && error.code === 'unavailable') return;
      throw error;
    } finally {
      settled.abort();
    }
  }
}
