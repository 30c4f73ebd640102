import type { DataSource } from 'typeorm';
import { ask } from './ask.ts';

/** Where the sweep for orphans goes on, whoever does it next: it lasts between runs and workers. */
export interface SweepCursor {
  readonly swept: 'step_output' | 'artifact';
  /** Key of the last row that was looked at; '' before the first. */
  readonly after: string;
}

export const SWEEP_START: SweepCursor = { swept: 'step_output', after: '' };

export async function readSweepCursor(dataSource: DataSource): Promise<SweepCursor> {
  const [cursor] = await ask<SweepCursor>(dataSource, `SELECT swept, after FROM sweep_cursor WHERE name = 'orphans'`);
  return cursor ?? SWEEP_START;
}

/** Two sweeps at once go over the same rows, and may set each other back: nothing is left out for good. */
export async function writeSweepCursor(dataSource: DataSource, { swept, after }: SweepCursor): Promise<void> {
  await ask(
    dataSource,
    `INSERT INTO sweep_cursor (name, swept, after) VALUES ('orphans', $1, $2)
     ON CONFLICT (name) DO UPDATE SET swept = excluded.swept, after = excluded.after`,
    [swept, after],
  );
}
