import type { ProcessSubmissionInput } from '../../step-contract.ts';
import type { Submission, SubmissionStore } from '../../storage/submission.ts';
import type { Runs } from '../../temporal/runs.ts';

/** What keeping a submission's row and its workflow in step takes. */
export interface Lifecycle {
  readonly submissions: SubmissionStore;
  readonly runs: Runs;
}

/**
 * Starts a pending submission's workflow, or joins the one that runs; calling it again is harmless.
 *
 * Two runs must not be taken for the present attempt's. One that has completed while its row is still pending: the row
 * is older than the run (a restored database). And one that is just closing, after it has written the end of the
 * attempt before. In both cases the submission runs anew.
 *
 * @throws FrontalError `unavailable`; the row stays pending and is started by the next submit, status call or sweep
 */
export async function startRun({ submissions, runs }: Lifecycle, submission: Submission): Promise<Submission> {
  const input = workflowInput(submission);
  const started = await runs.start(input);
  if (started.kind === 'started') {
    if (started.runId === submission.endedRunId) await runs.start(input, { instead: true });
    return submission;
  }
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
