import type { DataSource } from 'typeorm';
import type { Ended } from '../../activities/dependencies.ts';
import type { RecordEndInput } from '../step-contract.ts';
import { ask } from './ask.ts';

/** Whoever waits for a submission's end listens here; the payload is the id. */
export const ENDED_CHANNEL = 'frontal_ended';

/**
 * Last part of a statement with a table `ended` of ids and webhooks, of one submission at most: tells the listeners, once
 * the statement has committed. Where the submission had ended before, the webhook is the row's as it was found.
 */
export function notifyEnded(submission: string): string {
  return `SELECT EXISTS (SELECT FROM ended) AS ended, (SELECT pg_notify('${ENDED_CHANNEL}', id) FROM ended) AS notified,
    coalesce(
      (SELECT webhook IS NOT NULL FROM ended),
      (SELECT webhook IS NOT NULL AND status <> 'pending' FROM submission WHERE id = ${submission}),
      false
    ) AS webhook`;
}

/** What such a statement answers. */
export interface EndedRow {
  readonly ended: boolean;
  readonly webhook: boolean;
}

export function endedOf([row]: readonly EndedRow[]): Required<Ended> {
  if (row === undefined) throw new Error('PostgreSQL returned no row for the end of a submission.');
  return { webhook: row.webhook, before: !row.ended };
}

/**
 * Ends a pending submission as failed or cancelled; not if it had ended or is unknown, or if the run is the one that
 * ended an earlier attempt and is only now heard of again.
 */
export async function endSubmission(dataSource: DataSource, end: RecordEndInput): Promise<Required<Ended>> {
  const rows = await ask<EndedRow>(
    dataSource,
    `WITH ended AS (
       UPDATE submission SET status = $2, failure = $3::json, ended_run_id = $4, ended_at = now()
       WHERE id = $1 AND status = 'pending' AND ended_run_id IS DISTINCT FROM $4
       RETURNING id, webhook
     ) ${notifyEnded('$1')}`,
    [end.submissionId, end.status, end.failure === null ? null : JSON.stringify(end.failure), end.runId],
  );
  return endedOf(rows);
}
