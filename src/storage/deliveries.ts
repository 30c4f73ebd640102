import type { DataSource } from 'typeorm';
import { ask, manage } from './ask.ts';
import { WebhookDeliveryEntity } from './entities/webhook-delivery.ts';
import type { Delivery } from '../submissions/delivery/delivery.ts';

/** Attempts that are kept of one submission. */
const MAX_KEPT = 20;

/** See SubmissionStore. */
export async function recordDelivery(dataSource: DataSource, id: string, delivery: Omit<Delivery, 'at'>, runId: string | null = null): Promise<boolean> {
  const { attempt, urlHost, statusCode, error, nextAttemptAt } = delivery;
  // One statement: the row is held, the attempt written and the oldest forgotten, whoever erases the submission meanwhile.
  const rows = await ask(
    dataSource,
    `WITH told AS (
       INSERT INTO webhook_delivery (submission_id, attempt, at, url_host, status_code, error, next_attempt_at, run_id)
       SELECT id, $2::integer, clock_timestamp(), $3::text, $4::integer, $5::text, $6::timestamptz, $7::text
       FROM (SELECT id FROM submission WHERE id = $1 FOR KEY SHARE) AS submission
       RETURNING id
     ), forgotten AS (
       DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery WHERE submission_id = $1 ORDER BY id DESC OFFSET ${MAX_KEPT - 1}
       )
     )
     SELECT FROM told`,
    [id, attempt, urlHost, statusCode, error, nextAttemptAt, runId],
  );
  return rows.length === 1;
}

/** See SubmissionStore. */
export async function deliveriesOf(dataSource: DataSource, submissionId: string): Promise<Delivery[]> {
  const rows = await manage(dataSource, (manager) =>
    manager.find(WebhookDeliveryEntity, { select: COLUMNS, where: { submissionId }, order: { id: 'DESC' }, take: MAX_KEPT }),
  );
  return rows.reverse();
}

const COLUMNS = { attempt: true, at: true, urlHost: true, statusCode: true, error: true, nextAttemptAt: true } as const;
