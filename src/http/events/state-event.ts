import { linksOf, type TemporalUi } from '../links.ts';
import { phaseOf, type SubmissionState } from '../../submissions/state.ts';
import { errorOf } from '../../answer/view.ts';
import { hasEnded } from '../../submissions/wait.ts';
import type { EndEvent, ProgressEvent } from './answer.ts';

export interface StateEvent {
  /** Equal for equal states of one attempt, in whatever process: whoever has seen it needs it no second time. */
  readonly id: string;
  readonly name: 'progress' | 'end';
  readonly data: ProgressEvent | EndEvent;
}

/** A submission's state as an event. */
export function stateEvent({ submission, status, progress, attempt }: SubmissionState, temporalUi: TemporalUi): StateEvent {
  const { id, failure, acceptedAt } = submission;
  // A submission that is sent again goes through the same states once more.
  const life = acceptedAt.getTime().toString(36);
  if (hasEnded(status)) {
    const ended = status as EndEvent['status'];
    const error = ended === 'failed' ? { error: errorOf(failure) } : {};
    return { id: `${life}-${ended}`, name: 'end', data: { id, status: ended, ...error, links: linksOf(id, temporalUi) } };
  }
  const data: ProgressEvent = {
    id,
    status: 'pending',
    phase: phaseOf(progress),
    step: progress?.step ?? null,
    progress: progress?.progress ?? 0,
    attempt,
    started_at: progress?.started_at ?? null,
  };
  const { phase, step, progress: share } = data;
  return { id: `${life}-${phase}-${step ?? 'none'}-${Math.round(share * 100)}-${attempt ?? 0}`, name: 'progress', data };
}

/** One event of `text/event-stream` (WHATWG HTML, section 9.2). */
export function writeEvent({ id, name, data }: StateEvent): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
