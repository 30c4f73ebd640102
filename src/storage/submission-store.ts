import type { DataSource } from 'typeorm';
import type { Step } from '../contract/run.ts';
import { acceptSubmission } from './accept-submission.ts';
import { ask } from './ask.ts';
import { asBase64 } from './base64.ts';
import { deliveriesOf, recordDelivery } from './deliveries.ts';
import { endSubmission } from './end-submission.ts';
import { endLife } from './end-life.ts';
import { eraseSubmissions } from './erase-submission.ts';
import { expiredSubmissions } from './expired-submissions.ts';
import { countPending, describeArtifact, findSubmission } from './find-submissions.ts';
import { listSubmissions } from './list-submissions.ts';
import { EXPIRED, isText, KEPT, SUBMISSION_COLUMNS } from './submission-columns.ts';
import type { ErasedSubmission, Submission, SubmissionStore } from '../submissions/submission.ts';
import { sweepOrphans } from './sweep-orphans.ts';

/** What the API asks of PostgreSQL. `retentionMs`: how long a submission is kept after it was accepted. */
export function createSubmissionStore(dataSource: DataSource, retentionMs: number): SubmissionStore {
  return {
    accept: (submission) => acceptSubmission(dataSource, submission, retentionMs),

    find: (id) => findSubmission(dataSource, id),

    async findErased(id) {
      if (!isText(id)) return null;
      // One statement for two tables, so that no erasure falls between two looks. An erasure and a new submit that wait for
      // each other leave the trace beside the new row.
      const sql = `SELECT id, tenant, erased_at AS "erasedAt", reason FROM erased_submission AS e
        WHERE id = $1 AND NOT EXISTS (SELECT FROM submission WHERE id = e.id)
        UNION ALL SELECT id, tenant, expires_at, 'expired' FROM submission AS s WHERE id = $1 AND ${EXPIRED}`;
      const [erased] = await ask<ErasedSubmission>(dataSource, sql, [id]);
      return erased ?? null;
    },

    async loadArtifact(digest) {
      if (!isText(digest)) return null;
      // As base64: the driver reads bytes as two digits each.
      const sql = `SELECT ${asBase64('bytes')} AS bytes FROM artifact WHERE digest = $1`;
      const [row] = await ask<{ bytes: string }>(dataSource, sql, [digest]);
      return row === undefined ? null : Buffer.from(row.bytes, 'base64');
    },

    async loadPiece(digest, offset, length) {
      if (!isText(digest)) return null;
      const sql = `SELECT ${asBase64('substring(bytes FROM $2 FOR $3)')} AS bytes, size FROM artifact WHERE digest = $1`;
      const [row] = await ask<{ bytes: string; size: number }>(dataSource, sql, [digest, offset + 1, length]);
      return row === undefined ? null : { bytes: Buffer.from(row.bytes, 'base64'), size: row.size };
    },

    describeArtifact: (digest) => describeArtifact(dataSource, digest),

    async stepOutputs(id) {
      if (!isText(id)) return new Map();
      const rows = await ask<{ step: Step; output: unknown }>(
        dataSource,
        `SELECT o.step, o.output FROM step_output AS o JOIN submission_step ON step_key = o.key WHERE submission_id = $1
         ORDER BY o.created_at`,
        [id],
      );
      return new Map(rows.map(({ step, output }) => [step, output]));
    },

    async findWithResult(id, svgBytes) {
      if (!isText(id)) return null;
      // Row, drawing and document as they are at one moment, in one round trip; bytes as base64.
      const [row] = await ask<Submission & ResultColumns>(
        dataSource,
        `SELECT ${SUBMISSION_COLUMNS}, ${asBase64('substring(svg.bytes FOR $2)')} AS "svgHead", svg.size AS "svgSize",
           ${asBase64('document.bytes')} AS "documentBytes"
         FROM submission AS s
         LEFT JOIN artifact AS svg ON svg.digest = s.svg
         LEFT JOIN artifact AS document ON document.digest = s.document
         WHERE s.id = $1 AND ${KEPT}`,
        [id, svgBytes],
      );
      if (row === undefined) return null;
      const { svgHead, svgSize, documentBytes, ...submission } = row;
      const { svg: svgDigest, timings } = submission;
      if (svgDigest === null || svgHead === null || svgSize === null || timings === null || documentBytes === null) {
        return { submission, result: null };
      }
      const svg = { bytes: Buffer.from(svgHead, 'base64'), size: svgSize };
      return { submission, result: { svg, svgDigest, document: Buffer.from(documentBytes, 'base64'), timings } };
    },

    recordEnd: async (end) => (await endSubmission(dataSource, end)).before === null,

    async listPending({ before, after, limit }) {
      // Where the page before ended is looked up in the same statement. A row of it that was erased or accepted anew has lost its place: the list begins again then.
      return ask<Submission>(
        dataSource,
        `WITH last AS (SELECT accepted_at, id FROM submission WHERE id = $2 AND accepted_at < $1)
         SELECT ${SUBMISSION_COLUMNS} FROM pending_submission AS p JOIN submission AS s ON s.id = p.id
         WHERE p.accepted_at < $1 AND p.expires_at > now()
           AND (NOT EXISTS (SELECT FROM last) OR (p.accepted_at, p.id) > (SELECT accepted_at, id FROM last))
         ORDER BY p.accepted_at, p.id LIMIT $3`,
        [before, after, limit],
      );
    },

    list: (query) => listSubmissions(dataSource, query),

    countPending: (tenant) => countPending(dataSource, tenant),

    endLife: (id, life, runId) => endLife(dataSource, id, life, runId),

    expired: (page) => expiredSubmissions(dataSource, page),

    async erase(id, reason, life) {
      if (!isText(id)) return null;
      const { submissions, ...erased } = await eraseSubmissions(dataSource, [id], reason, life);
      return submissions === 0 ? null : erased;
    },

    eraseExpired: (ids) => eraseSubmissions(dataSource, ids, 'expired', 'expired'),

    async forgetErased({ before, limit }) {
      // At most so many, and past those that somebody holds: a repository deletes all or none.
      const sql = `DELETE FROM erased_submission WHERE id IN (
        SELECT id FROM erased_submission WHERE erased_at < $1 ORDER BY erased_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`;
      return (await ask(dataSource, sql, [before, limit])).length;
    },
    sweepOrphans: (sweep) => sweepOrphans(dataSource, sweep),
    recordDelivery: (id, delivery, runId) => recordDelivery(dataSource, id, delivery, runId),
    deliveriesOf: (id) => deliveriesOf(dataSource, id),
  };
}

interface ResultColumns {
  /** base64 */
  svgHead: string | null;
  svgSize: number | null;
  documentBytes: string | null;
}
