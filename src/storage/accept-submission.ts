import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ENGINE_VERSION } from '../contract/run.ts';
import { ask } from './ask.ts';
import { createParameters } from './parameters.ts';
import { storeArtifacts } from './store-artifacts.ts';
import { EXPIRED, SUBMISSION_COLUMNS } from './submission-columns.ts';
import type { NewSubmission, Submission } from '../submissions/submission.ts';

/** See SubmissionStore. */
export async function acceptSubmission(
  dataSource: DataSource,
  { id, tenant = null, portrait, labelMap, landmarks, options, delayMs, retentionMs = null, expiresBy = null, webhook = null, imageName = null }: NewSubmission,
  longestRetentionMs: number,
): Promise<{ submission: Submission; accepted: boolean }> {
  const parameters = createParameters();
  const { bind } = parameters;
  const acceptance = bind(randomUUID());
  // An update in any case, if only of the row to itself: a row that another call inserts at this very moment is
  // invisible to this statement's snapshot, and RETURNING gives it only where it is updated.
  const sql = `WITH ${storeArtifacts([portrait, labelMap, landmarks], parameters)},
    taken AS (
      INSERT INTO submission AS s (id, tenant, status, portrait, label_map, landmarks, options, delay_ms, engine, acceptance,
        accepted_at, expires_at, webhook, image_name)
      SELECT ${bind(id)}, ${bind(tenant)}, 'pending', ${bind(portrait.digest)}, ${bind(labelMap.digest)},
        ${bind(landmarks.digest)}, ${bind(JSON.stringify(options))}::json, ${bind(delayMs)}::integer, ${bind(ENGINE_VERSION)},
        ${acceptance}::uuid, now(),
        least(now() + ${bind(Math.min(retentionMs ?? longestRetentionMs, longestRetentionMs))} * interval '1 millisecond', ${bind(expiresBy)}::timestamptz),
        ${bind(webhook === null ? null : JSON.stringify(webhook))}::json, ${bind(imageName)}
      FROM (SELECT count(*) FROM stored) AS after_artifacts
      ON CONFLICT (id) DO UPDATE SET
        status = CASE WHEN ${OVER} THEN 'pending' ELSE s.status END,
        webhook = CASE WHEN ${OVER} THEN excluded.webhook ELSE coalesce(excluded.webhook, s.webhook) END,
        image_name = CASE WHEN ${EXPIRED} THEN excluded.image_name ELSE coalesce(excluded.image_name, s.image_name) END,
        past_run_ids = CASE WHEN ${OVER} AND s.ended_run_id IS NOT NULL
          THEN (array_append(array_remove(s.past_run_ids, s.ended_run_id), s.ended_run_id))[greatest(cardinality(s.past_run_ids) - ${MAX_PAST_RUNS - 2}, 1):] ELSE s.past_run_ids END,
        created_at = CASE WHEN ${EXPIRED} THEN excluded.created_at ELSE s.created_at END,
        ${RESET_COLUMNS.map((column) => `${column} = CASE WHEN ${OVER} THEN excluded.${column} ELSE s.${column} END`).join(', ')}
      RETURNING ${SUBMISSION_COLUMNS}, s.acceptance = ${acceptance}::uuid AS accepted
    ),
    here_again AS (DELETE FROM erased_submission WHERE id = (SELECT id FROM taken)),
    untold AS (DELETE FROM webhook_delivery WHERE submission_id = (SELECT id FROM taken WHERE accepted AND "createdAt" = "acceptedAt"))
    SELECT * FROM taken`;
  const [row] = await ask<Submission & { accepted: boolean }>(dataSource, sql, parameters.values);
  if (row === undefined) throw new Error('PostgreSQL returned no row for an upsert.');
  const { accepted, ...submission } = row;
  return { submission, accepted };
}

/**
 * That nothing is to be had of the row any more. The run that ended a former attempt stays on record, also of one that
 * expired: it may be closing, or be deleted at this moment. One that is still at an expired submission is joined, since
 * its work is the same.
 */
const OVER = `(s.status IN ('failed', 'cancelled') OR ${EXPIRED})`;

/** Runs of former attempts that are known; Temporal has long forgotten those before. */
const MAX_PAST_RUNS = 50;

/** What a new attempt takes from the new row: its own where it has a value, else the null of a fresh one. */
const RESET_COLUMNS = ['options', 'delay_ms', 'acceptance', 'accepted_at', 'expires_at', 'ended_at', 'failure', 'svg', 'document', 'timings'];
