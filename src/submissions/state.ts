import { FrontalError } from '../contract/errors.ts';
import type { Warning } from '../contract/warning.ts';
import type { Phase, Progress } from '../contract/run.ts';
import type { Submission } from './submission.ts';
import type { RunState } from './runs.ts';
import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

/** A submission as the status route answers it. */
export interface SubmissionState {
  readonly submission: Submission;
  /** `pending` until the end, whatever a run is at: clients of the original service wait while it is. */
  readonly status: Submission['status'];
  /** Null where the submission has ended, or no run of it has been seen. */
  readonly progress: Progress | null;
  /** Which try of the running step this is, from 1. */
  readonly attempt: number | null;
  readonly warnings: readonly Warning[];
}

/**
 * The state of a submission: an ended one from Postgres alone, a running one from its workflow. Where the two disagree
 * the row is mended first. While Temporal is away a running submission is answered as it was last seen, with a warning.
 *
 * @throws FrontalError `unavailable` while Postgres is away
 */
export async function readState(lifecycle: Lifecycle, id: string): Promise<SubmissionState | null> {
  const submission = await lifecycle.submissions.find(id);
  if (submission?.status !== 'pending') return submission && ended(submission);
  const run = await askTemporal(lifecycle, submission);
  if (run?.kind === 'running') return running(submission, run);

  // The row has changed, unless Temporal is away. If it is Postgres that was away, this says so.
  const again = await lifecycle.submissions.find(id);
  if (again?.status !== 'pending') return again && ended(again);
  return run ? waiting(again) : { ...lastSeen(lifecycle, again), warnings: [TEMPORAL_AWAY] };
}

/** Null where Temporal, or Postgres while the row was mended, is away. */
async function askTemporal(lifecycle: Lifecycle, submission: Submission): Promise<RunState | null> {
  try {
    return (await reconcile(lifecycle, submission)).run;
  } catch (error) {
    if (error instanceof FrontalError && error.code === 'unavailable') return null;
    throw error;
  }
}

const TEMPORAL_AWAY: Warning = {
  code: 'temporal_unavailable',
  detail: 'The workflow engine does not answer at the moment; this is the last state on record. Nothing is lost.',
};

function lastSeen({ runs }: Lifecycle, submission: Submission): SubmissionState {
  const run = runs.lastObserved(submission.id);
  // The run that ended an earlier attempt says nothing of this one.
  return run?.kind === 'running' && run.runId !== submission.endedRunId ? running(submission, run) : waiting(submission);
}

function running(submission: Submission, { progress, attempt }: RunState & { kind: 'running' }): SubmissionState {
  return { submission, status: 'pending', progress, attempt, warnings: [] };
}

/** A run that knows its end is still to write it down. */
export function phaseOf(progress: Progress | null): Phase {
  return progress === null || progress.status === 'pending' ? 'queued' : 'running';
}

function waiting(submission: Submission): SubmissionState {
  return { submission, status: 'pending', progress: null, attempt: null, warnings: [] };
}

function ended(submission: Submission): SubmissionState {
  return { submission, status: submission.status, progress: null, attempt: null, warnings: [] };
}
