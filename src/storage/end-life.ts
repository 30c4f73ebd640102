import type { DataSource } from 'typeorm';
import { ask } from './ask.ts';
import { createParameters, type Parameters } from './parameters.ts';
import { EXPIRED } from './submission-columns.ts';
import { tellEnded } from './tell-ended.ts';
import type { Life } from '../submissions/submission.ts';

/** See SubmissionStore. */
export async function endLife(dataSource: DataSource, id: string, life: Life, runId: string | null): Promise<boolean> {
  const { bind, values } = createParameters();
  const rows = await ask(
    dataSource,
    `UPDATE submission AS s SET status = CASE status WHEN 'pending' THEN 'cancelled' ELSE status END,
       ended_at = coalesce(ended_at, now()), ended_run_id = coalesce(${bind(runId)}, ended_run_id)
     WHERE id = ${bind(id)} AND ${isLife(life, bind)} RETURNING id`,
    values,
  );
  if (rows.length === 1) tellEnded(dataSource, id);
  return rows.length === 1;
}

/** That the submission `s` is in the life that is meant. */
export function isLife(life: Life, bind: Parameters['bind']): string {
  return life === 'expired' ? EXPIRED : `s.acceptance = ${bind(life.acceptance)}::uuid`;
}
