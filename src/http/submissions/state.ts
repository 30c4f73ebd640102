import { FrontalError } from '../../errors.ts';
import type { Progress, Status, Warning } from '../../contract.ts';
import type { Submission } from '../../storage/submission.ts';
import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

/** A submission as the status route answers it. */
export interface SubmissionState {
  readonly submission: Submission;
  readonly status: Status;
  /** Null where the submission has ended, or no worker has answered yet. */
  readonly progress: Progress | null;
  /** Which try of the running step this is, from 1. */
  readonly attempt: number | null;
  readonly warnings: readonly Warning[];
}

/**
 * The state of a submission: an ended one from Postgres alone, a running one from its workflow. Where the two disagree
 * the row is mended first. While Temporal is away a running submission is answered as its row says, with a warning.
 *
 * @throws FrontalError `unavailable` while Postgres is away
 */
export async function readState(lifecycle: Lifecycle, id: string): Promise<SubmissionState | null> {
  const submission = await lifecycle.submissions.find(id);
  if (!submission) return null;
  if (submission.status !== 'pending') return ended(submission);
  try {
    const run = await reconcile(lifecycle, submission);
    if (run.kind === 'running') {
      return {
        submission,
        status: run.progress?.status === 'processing' || run.progress?.status === 'done' ? 'processing' : 'pending',
        progress: run.progress,
        attempt: run.attempt,
        warnings: [],
      };
    }
  } catch (error) {
    if (!(error instanceof FrontalError) || error.code !== 'unavailable') throw error;
    return { ...waiting(submission), warnings: [TEMPORAL_AWAY] };
  }
  const again = await lifecycle.submissions.find(id);
  if (!again) return null;
  return again.status === 'pending' ? waiting(again) : ended(again);
}

const TEMPORAL_AWAY: Warning = {
  code: 'temporal_unavailable',
  detail: 'The workflow engine does not answer at the moment; this is the last state on record. Nothing is lost.',
};

function waiting(submission: Submission): SubmissionState {
  return { submission, status: 'pending', progress: null, attempt: null, warnings: [] };
}

function ended(submission: Submission): SubmissionState {
  return { submission, status: submission.status, progress: null, attempt: null, warnings: [] };
}
