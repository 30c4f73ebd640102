import type { DataSource } from 'typeorm';
import type { ExpiredPage, ExpiredSubmission } from '../submissions/housekeeping/ports.ts';
import { ask } from './ask.ts';
import { createParameters } from './parameters.ts';
import { EXPIRED } from './submission-columns.ts';

/** See SubmissionStore. */
export async function expiredSubmissions(dataSource: DataSource, { limit, after }: ExpiredPage): Promise<ExpiredSubmission[]> {
  const { bind, values } = createParameters();
  // As text of microseconds, for a Date would cut them off.
  const later = after === null ? '' : `AND (s.expires_at, s.id) > ('epoch'::timestamptz + ${bind(after.expiresAtMicros)}::bigint * interval '1 microsecond', ${bind(after.id)})`;
  return ask<ExpiredSubmission>(
    dataSource,
    `SELECT s.id, (extract(epoch FROM s.expires_at) * 1000000)::bigint::text AS "expiresAtMicros",
       s.status <> 'pending' AND s.ended_run_id IS NOT NULL AS "isSettled",
       s.webhook IS NOT NULL OR cardinality(tries.runs) > 0 AS "isTold",
       array_remove(array_append(s.past_run_ids, s.ended_run_id), NULL) AS "runIds", tries.runs AS "deliveryRunIds"
     FROM submission AS s CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT DISTINCT run_id FROM webhook_delivery WHERE submission_id = s.id AND run_id IS NOT NULL) AS runs
     ) AS tries
     WHERE ${EXPIRED} ${later} ORDER BY s.expires_at, s.id LIMIT ${bind(limit)}`,
    values,
  );
}
