import type { Failure } from '../contract/failure.ts';
import type { StatusAnswer } from '../contract/answers.ts';
import { phaseOf, type SubmissionState } from '../submissions/state.ts';

/** The state of a submission that has no result, in the form that the status route answers; of one that is done: done-answer.ts. */
export function statusView(state: SubmissionState): StatusAnswer {
  const { submission, status } = state;
  const whole = {
    id: submission.id,
    engine: submission.engine,
    expires_at: submission.expiresAt.toISOString(),
    warnings: [...state.warnings],
  };
  switch (status) {
    case 'done':
      throw new Error('the answer of a submission that is done is written elsewhere');
    case 'failed':
      return { ...whole, status, warnings: [...(submission.failure?.warnings ?? []), ...whole.warnings], error: errorOf(submission.failure) };
    case 'cancelled':
      return { ...whole, status };
    default:
      return {
        ...whole,
        status,
        phase: phaseOf(state.progress),
        step: state.progress?.step ?? null,
        progress: state.progress?.progress ?? 0,
        attempt: state.attempt,
        started_at: state.progress?.started_at ?? null,
      };
  }
}

/** What a failed submission says of its end. */
export function errorOf(failure: Failure | null): Omit<Failure, 'warnings'> {
  const { code, detail, step } = failure ?? UNKNOWN_FAILURE;
  return { code, detail, step };
}

/** Of a submission that failed and has none on record. */
const UNKNOWN_FAILURE: Failure = { code: 'internal', detail: 'The run failed without saying why.', step: null };
