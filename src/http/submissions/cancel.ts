import { randomUUID } from 'node:crypto';
import type { Submission } from '../../storage/submission.ts';
import type { Lifecycle } from './start.ts';

/**
 * Cancels a pending submission. A run that is open is told, and its step with it; it ends the row itself a little later.
 * A submission without one (it was accepted and never started, or its run was ended from outside) is ended by its row.
 *
 * @throws FrontalError `unavailable`
 */
export async function cancelSubmission(lifecycle: Lifecycle, submission: Submission): Promise<void> {
  const { runs } = lifecycle;
  if (await runs.cancel(submission.id)) return;
  await endRow(lifecycle, submission);
  // Another request may have started it since Temporal was asked.
  await runs.cancel(submission.id);
}

/** Ends the row of a pending submission as cancelled, whatever becomes of its run. */
export async function endRow({ submissions, runs }: Lifecycle, submission: Submission): Promise<void> {
  const run = await runs.observe(submission.id);
  // The run's own id where it has one: what ends it is this, and nothing that is still to be heard of it.
  const runId = run.kind === 'absent' || run.runId === submission.endedRunId ? randomUUID() : run.runId;
  // First: nobody looks here again once the row has ended. The delivery waits for that.
  if (submission.webhook !== null) await runs.deliver(submission.id);
  await submissions.recordEnd({ submissionId: submission.id, runId, status: 'cancelled', failure: null });
}
