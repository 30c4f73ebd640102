import type { Lifecycle } from '../start.ts';
import type { ErasedSubmissions, ExpiredSubmission } from './ports.ts';

/**
 * Erases submissions that have expired, as eraseLife does one: their runs go first, their rows last and all at once, and
 * those that were sent again meanwhile stay. The runs are those that the rows knew, and the latest where its end is not
 * written down; no list is asked for, since Temporal's server answers few a second.
 *
 * @throws FrontalError `unavailable`
 */
export async function eraseExpired(lifecycle: Lifecycle, submissions: readonly ExpiredSubmission[]): Promise<ErasedSubmissions> {
  const withoutRuns = await Promise.all(submissions.map((submission) => eraseRuns(lifecycle, submission)));
  return lifecycle.submissions.eraseExpired(withoutRuns.filter((id) => id !== null));
}

/** @returns its id; null: it was sent again, and keeps its run */
async function eraseRuns({ submissions, runs }: Lifecycle, expired: ExpiredSubmission): Promise<string | null> {
  const { id, isSettled, isTold, runIds, deliveryRunIds } = expired;
  if (isSettled && !isTold) {
    await runs.erase(id, { own: runIds });
    return id;
  }
  const latest = await runs.latestRunIds(id);
  // From here on whoever sends it again does not join what is about to go.
  if (!(await submissions.endLife(id, 'expired', latest.own[0] ?? null))) return null;
  await runs.erase(id, {
    own: [...new Set([...runIds, ...latest.own])],
    deliveries: [...new Set([...deliveryRunIds, ...(latest.deliveries ?? [])])],
  });
  return id;
}
