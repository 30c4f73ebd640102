import type { Erased, ErasedSubmission, Life } from './submission.ts';
import type { Lifecycle } from './start.ts';

/**
 * Erases an attempt of a submission: it is ended, then its runs go with their histories, then its row with all that
 * nobody else uses. Where the submission is sent again meanwhile, what was accepted stays, with its run: the runs that go
 * are those that there were before the attempt was seen to be the one that is meant, and the row goes only while it is.
 *
 * The row goes last. While it is there this can be done again, and each part of it is harmless where it was done already:
 * a process that dies in between, and Temporal being away, leave a submission that is whole as far as it can be seen, and
 * nothing that nobody could erase any more. It is ended first, so that nobody who asks for it meanwhile takes it for one
 * that was never started, and knows its run as one of the past, so that nobody who sends it again joins that.
 *
 * @returns null where there is no such attempt any more
 * @throws FrontalError `unavailable`
 */
export async function eraseLife(
  { submissions, runs }: Lifecycle,
  id: string,
  life: Life,
  reason: ErasedSubmission['reason'],
): Promise<Erased | null> {
  const runIds = await runs.runIds(id);
  if (!(await submissions.endLife(id, life, runIds.own[0] ?? null))) return null;
  await runs.erase(id, runIds);
  return submissions.erase(id, reason, life);
}
