import type { DataSource } from 'typeorm';
import { ask } from './ask.ts';
import type { Delivery } from '../submissions/delivery/delivery.ts';

/** Tries that are kept of one submission. */
const MOST = 20;

/** See SubmissionStore. */
export async function recordDelivery(dataSource: DataSource, id: string, delivery: Omit<Delivery, 'at'>): Promise<boolean> {
  const { attempt, urlHost, statusCode, error, nextAttemptAt } = delivery;
  const rows = await ask(
    dataSource,
    `WITH told AS (
       INSERT INTO webhook_delivery (submission_id, attempt, at, url_host, status_code, error, next_attempt_at)
       SELECT id, $2::integer, clock_timestamp(), $3::text, $4::integer, $5::text, $6::timestamptz
       FROM (SELECT id FROM submission WHERE id = $1 FOR KEY SHARE) AS submission
       RETURNING id
     ), forgotten AS (
       DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery WHERE submission_id = $1 ORDER BY id DESC OFFSET ${MOST - 1}
       )
     )
     SELECT FROM told`,
    [id, attempt, urlHost, statusCode, error, nextAttemptAt],
  );
  return rows.length === 1;
}

/** See SubmissionStore. */
export async function deliveriesOf(dataSource: DataSource, id: string): Promise<Delivery[]> {
  const rows = await ask<Delivery>(
    dataSource,
    `SELECT attempt, at, url_host AS "urlHost", status_code AS "statusCode", error, next_attempt_at AS "nextAttemptAt"
     FROM webhook_delivery WHERE submission_id = $1 ORDER BY id DESC LIMIT ${MOST}`,
    [id],
  );
  return rows.reverse();
}
