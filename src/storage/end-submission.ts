import type { DataSource } from 'typeorm';
import type { Ended } from '../submissions/steps/ports.ts';
import type { EndedStatus } from '../contract/run.ts';
import type { RecordEndInput } from '../contract/steps.ts';
import { ask } from './ask.ts';
import { comesAfter } from './step-outputs.ts';
import { tellEnded } from './tell-ended.ts';

/**
 * The common table expression `found`: the submission as it is once nobody else is ending it. Without the lock, a statement
 * that waits for another one to end the row would then see it as it was before. `ended` comes after it.
 */
export function findToEnd(submission: string, where = 'true'): string {
  return `found AS (
    SELECT status, webhook IS NOT NULL AS webhook FROM submission WHERE id = ${submission} AND ${where} FOR NO KEY UPDATE
  )`;
}

/** Last part of a statement with the tables `found` and `ended`. */
export const WHETHER_ENDED = `SELECT EXISTS (SELECT FROM ended) AS ended,
  (SELECT status FROM found) AS found, coalesce((SELECT webhook FROM found), false) AS webhook`;

/** What such a statement answers. */
export interface EndedRow {
  readonly ended: boolean;
  /** null: there is no such submission. */
  readonly found: EndedStatus | 'pending' | null;
  readonly webhook: boolean;
}

/** What came of it, which is told to those who listen. */
export function toldOf(dataSource: DataSource, id: string, rows: readonly EndedRow[]): Ended {
  if (rows[0]?.ended) tellEnded(dataSource, id);
  return endedOf(rows);
}

function endedOf([row]: readonly EndedRow[]): Ended {
  if (row === undefined) throw new Error('PostgreSQL returned no row for the end of a submission.');
  const { ended, found, webhook } = row;
  if (ended) return { webhook, before: null };
  return found === null || found === 'pending' ? { webhook: false, before: 'unknown' } : { webhook, before: found };
}

/**
 * Ends a pending submission as failed or cancelled; not if it had ended or is unknown, or if the run is the one that
 * ended an earlier attempt and is only now heard of again.
 */
export async function endSubmission(dataSource: DataSource, end: RecordEndInput): Promise<Ended> {
  const rows = await ask<EndedRow>(
    dataSource,
    `WITH ${findToEnd('$1')},
     ended AS (
       UPDATE submission SET status = $2, failure = $3::json, ended_run_id = $4, ended_at = now()
       WHERE id = $1 AND ${comesAfter('found')} AND status = 'pending' AND ended_run_id IS DISTINCT FROM $4
       RETURNING id
     ) ${WHETHER_ENDED}`,
    [end.submissionId, end.status, end.failure === null ? null : JSON.stringify(end.failure), end.runId],
  );
  return toldOf(dataSource, end.submissionId, rows);
}
