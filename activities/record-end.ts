import type { RecordEndInput } from '../src/contract.ts';
import type { Dependencies, Ended } from './dependencies.ts';

/** Ends the row as failed or cancelled; a row that has ended already is left as it is. */
export const recordEnd =
  ({ store }: Dependencies) =>
  (end: RecordEndInput): Promise<Ended> =>
    store.recordEnd(end);
