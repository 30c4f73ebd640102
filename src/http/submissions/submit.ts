import type { NewSubmission, Submission } from '../../storage/submission.ts';
import type { Backlog } from './backlog.ts';
import { startRun, type Lifecycle } from './start.ts';

/**
 * Accepts a submission: bytes and row first, the workflow second, so that a crash in between leaves a row that can be
 * started and never a run without its bytes. An equal submission that is done is answered without Temporal, and
 * without sending its bytes to the database again.
 *
 * @throws FrontalError `unavailable`, `busy`
 */
export async function submitSubmission(lifecycle: Lifecycle, submission: NewSubmission, backlog: Backlog): Promise<Submission> {
  const known = await lifecycle.submissions.find(submission.id);
  if (known?.status === 'done') return known;
  if (known?.status !== 'pending') await backlog.requireRoom();
  const row = known?.status === 'pending' ? known : (await lifecycle.submissions.accept(submission)).submission;
  return row.status === 'pending' ? startRun(lifecycle, row) : row;
}
