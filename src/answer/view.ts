import type { StatusAnswer } from '../contract/answers.ts';
import type { SubmissionState } from '../submissions/state.ts';

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
      return { ...whole, status, error: submission.failure ?? UNKNOWN_FAILURE };
    case 'cancelled':
      return { ...whole, status };
    default:
      return {
        ...whole,
        status,
        step: state.progress?.step ?? null,
        progress: state.progress?.progress ?? 0,
        attempt: state.attempt,
        started_at: state.progress?.started_at ?? null,
      };
  }
}

/** Of a submission that failed and has none on record. */
export const UNKNOWN_FAILURE = { code: 'internal', detail: 'The run failed without saying why.', step: null };
