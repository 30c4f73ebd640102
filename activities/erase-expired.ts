import type { EraseExpiredInput, ExpiredErased } from '../src/contract/housekeeping.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { eachSubmission } from '../src/submissions/housekeeping/each-submission.ts';
import { inSets } from '../src/submissions/housekeeping/in-sets.ts';
import type { ErasedSubmissions, ExpiredSubmission, HousekeepingDependencies, PendingSubmission } from '../src/submissions/housekeeping/ports.ts';

/** Listed by one statement, and erased within the minutes that an activity may take. */
const BATCH = 500;
/** Erased in one transaction, which keeps others from their artifacts for milliseconds. */
const SET = 25;
/** Sets at work at once: each takes a connection to the database. */
const SETS_AT_ONCE = 4;

type Deps<S extends PendingSubmission> = Pick<HousekeepingDependencies<S>, 'eraseExpired' | 'onFault'> & {
  readonly submissions: Pick<HousekeepingDependencies<S>['submissions'], 'expired'>;
};

/**
 * Erases the next submissions whose time is over, with their runs, those that expired first before the others. One that
 * was sent again meanwhile stays, and its run too; one that cannot be erased is passed over until the next run.
 */
export const eraseExpired =
  <S extends PendingSubmission>({ submissions, eraseExpired: erase, onFault }: Deps<S>) =>
  async ({ after }: EraseExpiredInput, { signal }: Pick<Attempt, 'signal'>): Promise<ExpiredErased> => {
    const page = await submissions.expired({ after, limit: BATCH });
    const total = { submissions: 0, stepOutputs: 0, artifacts: 0, bytes: 0, failed: 0 };
    const eraseSet = async (set: readonly ExpiredSubmission[]) => add(total, await erase(set));
    await inSets(page, { size: SET, atOnce: SETS_AT_ONCE, signal }, async (set, stop) => {
      try {
        await eraseSet(set);
      } catch {
        // Which of them it was, is seen one by one.
        total.failed += (await eachSubmission(set, stop, (one) => eraseSet([one]), onFault)).length;
      }
    });
    const last = page.length === BATCH ? page.at(-1) : undefined;
    return { ...total, next: last === undefined ? null : { expiresAtMicros: last.expiresAtMicros, id: last.id } };
  };

function add(total: Omit<ExpiredErased, 'next'>, { submissions, stepOutputs, artifacts, bytes }: ErasedSubmissions): void {
  total.submissions += submissions;
  total.stepOutputs += stepOutputs;
  total.artifacts += artifacts.length;
  total.bytes += bytes;
}
