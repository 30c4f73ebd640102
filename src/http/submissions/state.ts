import { FrontalError } from '../../errors.ts';
import type { Progress, Status, Warning } from '../../contract.ts';
import type { Submission, SubmissionResult } from '../../storage/submission.ts';
import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

/** A submission as the status route answers it. */
export interface SubmissionState {
  readonly submission: Submission;
  readonly result: SubmissionResult | null;
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
  const found = await lifecycle.submissions.findWithResult(id);
  if (!found) return null;
  if (found.submission.status !== 'pending') return ended(found);
  try {
    const run = await reconcile(lifecycle, found.submission);
    if (run.kind === 'running') {
      return {
        ...found,
        status: run.progress?.status === 'processing' || run.progress?.status === 'done' ? 'processing' : 'pending',
        progress: run.progress,
        attempt: run.attempt,
        warnings: [],
      };
    }
  } catch (error) {
    if (!(error instanceof FrontalError) || error.code !== 'unavailable') throw error;
    return { ...waiting(found.submission), warnings: [TEMPORAL_AWAY] };
  }
  const again = await lifecycle.submissions.findWithResult(id);
  if (!again) return null;
  return again.submission.status === 'pending' ? waiting(again.submission) : ended(again);
}

const TEMPORAL_AWAY: Warning = {
  code: 'temporal_unavailable',
  detail: 'The workflow engine does not answer at the moment; this is the last state on record. Nothing is lost.',
};

function waiting(submission: Submission): SubmissionState {
  return { submission, result: null, status: 'pending', progress: null, attempt: null, warnings: [] };
}

function ended(found: { submission: Submission; result: SubmissionResult | null }): SubmissionState {
  return { ...found, status: found.submission.status, progress: null, attempt: null, warnings: [] };
}
