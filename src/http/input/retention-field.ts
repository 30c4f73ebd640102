import { FrontalError } from '../../contract/errors.ts';
import { readField, type Field } from './faults.ts';

export interface RetentionLimit {
  /** The longest that a submission is kept. */
  readonly retentionMs: number;
}

/** How long a submission is to be kept. The service's own retention is a promise to those whose faces it holds. */
export function readRetentionField(askedMs: number | null, { retentionMs }: RetentionLimit): Promise<Field<number | null>> {
  return readField('/options/retention', () => {
    if (askedMs !== null && askedMs > retentionMs) {
      throw new FrontalError('invalid_option', `The service keeps submissions for ${Math.floor(retentionMs / 60_000)} minutes, and no longer.`);
    }
    return askedMs;
  });
}
