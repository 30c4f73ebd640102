import type { RecordEndInput, RecordEndOutput } from '../src/contract/steps.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { needsDelivery } from '../src/submissions/delivery/needs-delivery.ts';

/** Ends the row as failed or cancelled; a row that has ended already is left as it is. Says whether a webhook is to be told. */
export const recordEnd =
  ({ store }: Pick<Dependencies, 'store'>) =>
  async (end: RecordEndInput, { isRetry }: Pick<Attempt, 'isRetry'>): Promise<RecordEndOutput> => {
    const ended = await store.recordEnd(end);
    return { webhook: needsDelivery(ended, isRetry), ended: ended.before === null };
  };
