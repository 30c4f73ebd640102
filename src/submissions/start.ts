import type { ProcessSubmissionInput } from '../contract/steps.ts';
import type { Submission, SubmissionStore } from './submission.ts';
import type { Runs } from './runs.ts';

/** What keeping a submission's row and its workflow in step takes. */
export interface Lifecycle {
  readonly submissions: SubmissionStore;
  readonly runs: Runs;
}

/**
 * Starts a pending submission's workflow, or joins the one that runs; calling it again is harmless. The row is one that
 * was read just now, and it is read once more afterwards: where it was erased or ended in between, nobody else knows of
 * the run, and it is taken back.
 *
 * @returns the row as it is then; null: it is gone
 * @throws FrontalError `unavailable`; the row stays pending and is started by the next submit, status call or sweep
 */
export async function startRun(lifecycle: Lifecycle, submission: Submission): Promise<Submission | null> {
  const runId = await start(lifecycle, submission);
  const now = await lifecycle.submissions.find(submission.id);
  if (now?.status === 'pending' || now?.status === 'done' || (now !== null && now.endedRunId === runId)) return now;
  return takeBack(lifecycle, submission, runId);
}

/** Whether the row is still at the attempt that it was at, and that has not ended. */
export function isPendingStill(now: Submission | null, before: Submission): now is Submission {
  return now?.status === 'pending' && now.acceptance === before.acceptance;
}

/**
 * Two runs must not be taken for the present attempt's. One that has completed while its row is still pending: the row
 * is older than the run (a restored database), or expired and was sent again. And one that is just closing, after it has
 * written the end of the attempt before. In both cases the submission runs anew.
 *
 * @returns the run's id; null: there is none, since the row has ended
 */
async function start({ submissions, runs }: Lifecycle, submission: Submission): Promise<string | null> {
  const input = workflowInput(submission);
  const { tenant } = submission;
  const first = await runs.start(input, { tenant });
  if (first.kind === 'started' && first.runId !== submission.endedRunId) return first.runId;
  if (first.kind === 'completed' && !isPendingStill(await submissions.find(submission.id), submission)) return null;
  const second = await runs.start(input, { tenant, ...(first.kind === 'completed' ? { evenIfCompleted: true } : { instead: true }) });
  return second.kind === 'started' ? second.runId : null;
}

/** Not where the submission was sent again meanwhile: the run is that one's as well. */
async function takeBack({ submissions, runs }: Lifecycle, { id, acceptance }: Submission, runId: string | null): Promise<Submission | null> {
  const isItsOwn = runId !== null && (await submissions.endLife(id, { acceptance }, runId));
  const now = await submissions.find(id);
  if (runId !== null && (isItsOwn || now === null)) await runs.erase(id, { own: [runId] });
  return now;
}

/** Where steps are worked on, whoever starts the run decides. */
function workflowInput(submission: Submission): Omit<ProcessSubmissionInput, 'placement'> {
  return {
    submissionId: submission.id,
    portrait: submission.portrait,
    labelMap: submission.labelMap,
    landmarks: submission.landmarks,
    options: submission.options,
    delayMs: submission.delayMs,
  };
}
