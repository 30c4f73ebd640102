import type { RecordEndInput, RecordEndOutput } from '../src/contract.ts';
import type { Dependencies } from './dependencies.ts';

/** Ends the row as failed or cancelled; a row that has ended already is left as it is. */
export const recordEnd =
  ({ store }: Dependencies) =>
  (end: RecordEndInput): Promise<RecordEndOutput> =>
    store.recordEnd(end);
