import type { DataSource } from 'typeorm';
import type { RecordEndInput } from '../contract.ts';
import { ask } from './ask.ts';

/** Whoever waits for a submission's end listens here; the payload is the id. */
export const ENDED_CHANNEL = 'frontal_ended';

/** Last part of a statement with a table `ended` of ids: tells the listeners, once the statement has committed. */
export const NOTIFY_ENDED = `SELECT pg_notify('${ENDED_CHANNEL}', id) FROM ended`;

/**
 * Ends a pending submission as failed or cancelled; false if it had ended or is unknown, or if the run is the one that
 * ended an earlier attempt and is only now heard of again.
 */
export async function endSubmission(dataSource: DataSource, end: RecordEndInput): Promise<boolean> {
  const rows = await ask(
    dataSource,
    `WITH ended AS (
       UPDATE submission SET status = $2, failure = $3::json, ended_run_id = $4, ended_at = now()
       WHERE id = $1 AND status = 'pending' AND ended_run_id IS DISTINCT FROM $4
       RETURNING id
     ) ${NOTIFY_ENDED}`,
    [end.submissionId, end.status, end.failure === null ? null : JSON.stringify(end.failure), end.runId],
  );
  return rows.length === 1;
}
