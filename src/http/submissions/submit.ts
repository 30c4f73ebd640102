import type { NewSubmission, Submission } from '../../storage/submission.ts';
import type { Backlog } from './backlog.ts';
import { startRun, type Lifecycle } from './start.ts';

/**
 * Accepts a submission: bytes and row first, the workflow second, so that a crash in between leaves a row that can be
 * started and never a run without its bytes. An equal submission that is done is answered without Temporal, and
 * without sending its bytes to the database again, unless it names a webhook: that is told at once.
 *
 * @throws FrontalError `unavailable`, `busy`
 */
export async function submitSubmission(lifecycle: Lifecycle, submission: NewSubmission, backlog: Backlog): Promise<Submission> {
  const { submissions, runs } = lifecycle;
  const known = await submissions.find(submission.id);
  const isKnown = known?.status === 'done' || known?.status === 'pending';
  if (!isKnown) await backlog.requireRoom(submission.tenant ?? null);
  const namesWebhook = (submission.webhook ?? null) !== null;
  const row = isKnown && !namesWebhook ? known : (await submissions.accept(submission)).submission;
  if (row.status === 'pending') return startRun(lifecycle, row);
  // Whoever ended it has not seen this webhook.
  if (namesWebhook) await runs.deliver(row.id);
  return row;
}
