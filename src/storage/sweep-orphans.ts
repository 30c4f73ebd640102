import type { DataSource } from 'typeorm';
import type { SweptOrphans } from '../submissions/housekeeping/ports.ts';
import { transact, type Ask } from './ask.ts';
import { eraseUnnamedArtifacts, eraseUnusedOutputs, UNNAMED, UNUSED } from './erase-unused.ts';
import { StatementTimeout } from '../contract/statement-timeout.ts';
import { ORDER } from './step-outputs.ts';
import { readSweepCursor, SWEEP_START, writeSweepCursor, type SweepCursor } from './sweep-cursor.ts';

export interface Sweep {
  readonly olderThan: Date;
  /** Rows that are looked at. */
  readonly limit: number;
}

/**
 * See SubmissionStore. What others hold at this moment is about to be used or erased by them, and passed over.
 *
 * Orphans are rare: outputs of steps that ended at the very moment in which their submission was erased, and those of
 * versions that did not write down which submission used them. So no index is kept for them: the sweep goes through all
 * that is stored, by key, a slice at a time. Outputs first: what one of them alone names is an orphan once it is gone.
 */
export async function sweepOrphans(dataSource: DataSource, sweep: Sweep): Promise<SweptOrphans> {
  const from = await readSweepCursor(dataSource);
  const outputs = from.swept === 'step_output' ? await sweepSlice(dataSource, from, sweep) : NOTHING_SWEPT;
  const { erased, next } = outputs.next === null ? await sweepSlice(dataSource, from.swept === 'artifact' ? from : ARTIFACTS_START, sweep) : outputs;
  await writeSweepCursor(dataSource, next ?? SWEEP_START);
  return { ...erased, stepOutputs: outputs.erased.stepOutputs, more: next !== null };
}

const ARTIFACTS_START: SweepCursor = { swept: 'artifact', after: '' };

type Erased = Omit<SweptOrphans, 'more'>;
const NOTHING: Erased = { stepOutputs: 0, artifacts: [], bytes: 0 };

interface SweptSlice {
  readonly erased: Erased;
  /** null: all of the table was looked at. */
  readonly next: SweepCursor | null;
}

const NOTHING_SWEPT: SweptSlice = { erased: NOTHING, next: null };

/** Rows of each table are called by the name that conditions and orders of them use. */
const TABLES = {
  step_output: { rows: 'step_output AS o', row: 'o', key: 'key', storedAt: 'created_at', isOrphan: UNUSED, order: ORDER },
  artifact: { rows: 'artifact AS a', row: 'a', key: 'digest', storedAt: 'stored_at', isOrphan: UNNAMED, order: 'a.digest' },
} as const;

async function sweepSlice(dataSource: DataSource, from: SweepCursor, { olderThan, limit }: Sweep): Promise<SweptSlice> {
  const { rows, row, key, storedAt, order } = TABLES[from.swept];
  const { last, isLast, orphans } = await findOrphans(dataSource, from, olderThan, limit);
  const next = isLast || last === null ? null : { ...from, after: last };
  if (orphans.length === 0) return { erased: NOTHING, next };
  const erased = await transact(dataSource, async (askHere) => {
    const locked = await askHere<{ key: string }>(
      `SELECT ${row}.${key} AS key FROM ${rows} WHERE ${row}.${key} = ANY($1::text[]) AND ${row}.${storedAt} < $2
       ORDER BY ${order} FOR UPDATE SKIP LOCKED`,
      [orphans, olderThan],
    );
    return erase(askHere, from.swept, locked.map((orphan) => orphan.key));
  });
  return { erased, next };
}

async function erase(askHere: Ask, swept: SweepCursor['swept'], keys: readonly string[]): Promise<Erased> {
  if (swept === 'step_output') return { ...NOTHING, stepOutputs: await eraseUnusedOutputs(askHere, keys) };
  return { ...NOTHING, ...(await eraseUnnamedArtifacts(askHere, keys)) };
}

interface Slice {
  /** Key of its last row; null: it is empty. */
  readonly last: string | null;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  readonly orphans: string[];
}

/**
 * For this transaction. Where all of a table would be read for one slice, it would be for each: that may be the least for
 * one, and is never for all.
 */
const BY_INDEX = `SELECT ${['hashjoin', 'mergejoin', 'seqscan'].map((way) => `set_config('enable_${way}', 'off', true)`).join(', ')}`;

/** A slice that this database cannot look through in time is cut down, to as few rows. */
const MIN_SLICE = 10;
const CUT = 4;

async function findOrphans(dataSource: DataSource, { swept, after }: SweepCursor, olderThan: Date, limit: number): Promise<Slice> {
  const { rows, row, key, storedAt, isOrphan } = TABLES[swept];
  const sql = `WITH slice AS MATERIALIZED (
      SELECT ${row}.${key}, ${row}.${storedAt} FROM ${rows} WHERE ${row}.${key} > $1 ORDER BY ${row}.${key} LIMIT $2
    )
    SELECT (SELECT max(${key}) FROM slice) AS last, (SELECT count(*) FROM slice) < $2 AS "isLast",
      ARRAY(SELECT ${row}.${key} FROM slice AS ${row} WHERE ${row}.${storedAt} < $3 AND ${isOrphan}) AS orphans`;
  for (let size = limit; ; size = Math.ceil(size / CUT)) {
    try {
      return await transact(dataSource, async (askHere) => {
        await askHere(BY_INDEX);
        const [slice] = await askHere<Slice>(sql, [after, size, olderThan]);
        return slice!;
      });
    } catch (error) {
      if (!(error instanceof StatementTimeout) || size <= MIN_SLICE) throw error;
    }
  }
}
