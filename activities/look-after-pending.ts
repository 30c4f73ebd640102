import type { LookAfterPendingInput, PendingLookedAfter } from '../src/contract/housekeeping.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { eachSubmission } from '../src/submissions/housekeeping/each-submission.ts';
import type { HousekeepingDependencies, PendingSubmission } from '../src/submissions/housekeeping/ports.ts';

const BATCH = 100;
/** Rows carry the database's time and not ours; looking at a row once more does no harm. */
const CLOCKS_DIFFER_MS = 3_600_000;

export interface LookAfterDependencies<S extends PendingSubmission> extends Pick<HousekeepingDependencies<S>, 'reconcile' | 'onFault'> {
  readonly submissions: Pick<HousekeepingDependencies<S>['submissions'], 'listPending'>;
}

/** Starts pending submissions that have no run, and writes ends down that the rows do not know. */
export const lookAfterPending =
  <S extends PendingSubmission>({ submissions, reconcile, onFault }: LookAfterDependencies<S>) =>
  async ({ after }: LookAfterPendingInput, { signal }: Pick<Attempt, 'signal'>): Promise<PendingLookedAfter> => {
    const before = new Date(Date.now() + CLOCKS_DIFFER_MS);
    const page = await submissions.listPending({ before, after, limit: BATCH });
    const did = { nothing: 0, started: 0, mended: 0 };
    const failed = await eachSubmission(page, signal, async (submission) => void (did[await reconcile(submission)] += 1), onFault);
    return {
      seen: page.length,
      started: did.started,
      mended: did.mended,
      failed: failed.length,
      next: page.length === BATCH ? page.at(-1)!.id : null,
    };
  };
