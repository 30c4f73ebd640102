import type { EraseExpiredInput, ExpiredErased, ExpiredListed, ListExpiredInput } from '../src/contract/housekeeping.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { eachSubmission } from '../src/submissions/housekeeping/each-submission.ts';
import type { HousekeepingDependencies, PendingSubmission } from '../src/submissions/housekeeping/ports.ts';

/** Their ids pass through Temporal: some 3 kB. */
const BATCH = 50;

export const listExpired =
  <S extends PendingSubmission>({ submissions }: Pick<HousekeepingDependencies<S>, 'submissions'>) =>
  async ({ except }: ListExpiredInput): Promise<ExpiredListed> => {
    const ids = await submissions.expired({ limit: BATCH, except });
    return { ids, more: ids.length === BATCH };
  };

/** Erases submissions whose time is over, with their runs. One that was sent again meanwhile stays, and its run too. */
export const eraseExpired =
  <S extends PendingSubmission>({ erase, onFault }: Pick<HousekeepingDependencies<S>, 'erase' | 'onFault'>) =>
  async ({ ids }: EraseExpiredInput, { signal }: Pick<Attempt, 'signal'>): Promise<ExpiredErased> => {
    const total = { submissions: 0, stepOutputs: 0, artifacts: 0, bytes: 0 };
    const failed = await eachSubmission(
      ids.map((id) => ({ id })),
      signal,
      async ({ id }) => {
        const erased = await erase(id);
        if (erased === null) return;
        total.submissions += 1;
        total.stepOutputs += erased.stepOutputs;
        total.artifacts += erased.artifacts.length;
        total.bytes += erased.bytes;
      },
      onFault,
    );
    return { ...total, failed };
  };
