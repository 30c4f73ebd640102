import type { ProcessSubmissionInput } from '../../contract.ts';
import type { Submission, SubmissionStore } from '../../storage/submission.ts';
import type { Runs } from '../../temporal/runs.ts';

/** What keeping a submission's row and its workflow in step takes. */
export interface Lifecycle {
  readonly submissions: SubmissionStore;
  readonly runs: Runs;
}

/**
 * Starts a pending submission's workflow, or joins the one that runs; calling it again is harmless. A run that has
 * completed while its row is still pending means that the row is older than the run (a restored database): then, and
 * only then, the submission runs a second time.
 *
 * @throws FrontalError `unavailable`; the row stays pending and is started by the next submit, status call or sweep
 */
export async function startRun({ submissions, runs }: Lifecycle, submission: Submission): Promise<Submission> {
  const input = workflowInput(submission);
  if ((await runs.start(input)) === 'started') return submission;
  const current = await submissions.find(submission.id);
  if (current?.status === 'pending') await runs.start(input, { evenIfCompleted: true });
  return current ?? submission;
}

function workflowInput(submission: Submission): ProcessSubmissionInput {
  return {
    submissionId: submission.id,
    portrait: submission.portrait,
    labelMap: submission.labelMap,
    landmarks: submission.landmarks,
    options: submission.options,
    delayMs: submission.delayMs,
  };
}
