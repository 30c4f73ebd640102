import type { NewSubmission, Submission } from './submission.ts';
import type { Backlog } from './backlog.ts';
import { loss } from './owned.ts';
import { startRun, type Lifecycle } from './start.ts';

/** One that is erased at the very moment in which it is sent is sent once more, as its sender would. */
const MAX_TRIES = 3;

/**
 * Accepts a submission: bytes and row first, the workflow second, so that a crash in between leaves a row that can be
 * started and never a run without its bytes. An equal submission that is done is answered without Temporal, and
 * without sending its bytes to the database again, unless it names a webhook: that is told at once.
 *
 * @throws FrontalError `unavailable`, `busy`; `gone` where it is erased again and again, or expires at once
 */
export async function submitSubmission(lifecycle: Lifecycle, submission: NewSubmission, backlog: Backlog): Promise<Submission> {
  const { submissions, runs } = lifecycle;
  const namesWebhook = (submission.webhook ?? null) !== null;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const row = await accepted();
    const now = row.status === 'pending' ? await startRun(lifecycle, row) : row;
    if (now === null) continue;
    // Whoever ended it has not seen this webhook.
    if (row.status !== 'pending' && namesWebhook) await runs.deliver(row.id);
    return now;
  }
  throw await loss(submissions, submission.id);

  async function accepted(): Promise<Submission> {
    const known = await submissions.find(submission.id);
    const isKnown = known?.status === 'done' || known?.status === 'pending';
    if (!isKnown) await backlog.requireRoom(submission.tenant ?? null);
    const renames = (submission.imageName ?? null) !== null && submission.imageName !== known?.imageName;
    return isKnown && !namesWebhook && !renames ? known : (await submissions.accept(submission)).submission;
  }
}
