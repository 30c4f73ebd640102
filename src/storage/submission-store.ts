import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ENGINE_VERSION } from '../contract.ts';
import type { ResultDocument } from '../result-document.ts';
import { ask } from './ask.ts';
import { asBase64 } from './base64.ts';
import { endSubmission } from './end-submission.ts';
import { createParameters } from './parameters.ts';
import { storeArtifacts } from './store-artifacts.ts';
import type { Submission, SubmissionStore } from './submission.ts';

/** What the API asks of PostgreSQL. `retentionMs`: how long a submission is kept after it was accepted. */
export function createSubmissionStore(dataSource: DataSource, retentionMs: number): SubmissionStore {
  return {
    async accept({ id, portrait, labelMap, landmarks, options, delayMs }) {
      const parameters = createParameters();
      const { bind } = parameters;
      const acceptance = bind(randomUUID());
      // An update in any case, if only of the row to itself: a row that another call inserts at this very moment is
      // invisible to this statement's snapshot, and RETURNING gives it only where it is updated.
      const sql = `WITH ${storeArtifacts([portrait, labelMap, landmarks], parameters)}
        INSERT INTO submission AS s (id, status, portrait, label_map, landmarks, options, delay_ms, engine, acceptance,
          accepted_at, expires_at)
        SELECT ${bind(id)}, 'pending', ${bind(portrait.digest)}, ${bind(labelMap.digest)}, ${bind(landmarks.digest)},
          ${bind(JSON.stringify(options))}::json, ${bind(delayMs)}::integer, ${bind(ENGINE_VERSION)}, ${acceptance}::uuid,
          now(), now() + ${bind(retentionMs)} * interval '1 millisecond'
        FROM (SELECT count(*) FROM stored) AS after_artifacts
        ON CONFLICT (id) DO UPDATE SET
          status = CASE WHEN ${UNSUCCESSFUL} THEN 'pending' ELSE s.status END,
          ${RESET_COLUMNS.map((column) => `${column} = CASE WHEN ${UNSUCCESSFUL} THEN excluded.${column} ELSE s.${column} END`).join(', ')}
        RETURNING ${SUBMISSION_COLUMNS}, s.acceptance = ${acceptance}::uuid AS accepted`;
      const [row] = await ask<Submission & { accepted: boolean }>(dataSource, sql, parameters.values);
      if (row === undefined) throw new Error('PostgreSQL returned no row for an upsert.');
      const { accepted, ...submission } = row;
      return { submission, accepted };
    },

    async find(id) {
      if (!isText(id)) return null;
      const sql = `SELECT ${SUBMISSION_COLUMNS} FROM submission AS s WHERE id = $1`;
      const [submission] = await ask<Submission>(dataSource, sql, [id]);
      return submission ?? null;
    },

    async loadArtifact(digest) {
      if (!isText(digest)) return null;
      const sql = `SELECT ${asBase64('bytes')} AS bytes FROM artifact WHERE digest = $1`;
      const [row] = await ask<{ bytes: string }>(dataSource, sql, [digest]);
      return row === undefined ? null : Buffer.from(row.bytes, 'base64');
    },

    async findWithResult(id) {
      if (!isText(id)) return null;
      const [row] = await ask<Submission & StoredResult>(
        dataSource,
        `SELECT ${SUBMISSION_COLUMNS}, ${asBase64('svg.bytes')} AS "svgBytes",
           convert_from(document.bytes, 'UTF8') AS "documentText"
         FROM submission AS s
         LEFT JOIN artifact AS svg ON svg.digest = s.svg
         LEFT JOIN artifact AS document ON document.digest = s.document
         WHERE s.id = $1`,
        [id],
      );
      if (row === undefined) return null;
      const { svgBytes, documentText, ...submission } = row;
      const { svg: svgDigest, timings } = submission;
      if (svgDigest === null || svgBytes === null || timings === null || documentText === null) {
        return { submission, result: null };
      }
      const document: ResultDocument = JSON.parse(documentText);
      return { submission, result: { svg: Buffer.from(svgBytes, 'base64'), svgDigest, document, timings } };
    },

    recordEnd: (end) => endSubmission(dataSource, end),

    async listPending({ before, after, limit }) {
      // A row of the page before that was erased or accepted anew has lost its place: the list begins again then.
      return ask<Submission>(
        dataSource,
        `WITH last AS (SELECT accepted_at, id FROM submission WHERE id = $2 AND accepted_at < $1)
         SELECT ${SUBMISSION_COLUMNS} FROM submission AS s
         WHERE status = 'pending' AND accepted_at < $1
           AND (NOT EXISTS (SELECT FROM last) OR (accepted_at, id) > (SELECT accepted_at, id FROM last))
         ORDER BY accepted_at, id LIMIT $3`,
        [before, after, limit],
      );
    },
  };
}

interface StoredResult {
  /** base64 */
  svgBytes: string | null;
  documentText: string | null;
}

const SUBMISSION_COLUMNS = `s.id, s.status, s.portrait, s.label_map AS "labelMap", s.landmarks, s.options,
  s.delay_ms AS "delayMs", s.engine, s.created_at AS "createdAt", s.accepted_at AS "acceptedAt",
  s.ended_at AS "endedAt", s.expires_at AS "expiresAt", s.failure,
  s.ended_run_id AS "endedRunId", s.svg, s.document, s.timings`;

const UNSUCCESSFUL = `s.status IN ('failed', 'cancelled')`;

/** What a new attempt takes from the new row: its own where it has a value, else the null of a fresh one. */
const RESET_COLUMNS = ['options', 'delay_ms', 'acceptance', 'accepted_at', 'expires_at', 'ended_at', 'failure'];

/** PostgreSQL's text holds every character but NUL; asked for one, it answers with an error instead of no row. */
function isText(id: string): boolean {
  return !id.includes('\0');
}
