import type { DataSource } from 'typeorm';
import type { Step } from '../contract/options.ts';
import type { ResultDocument } from '../contract/result.ts';
import { acceptSubmission } from './accept-submission.ts';
import { ask } from './ask.ts';
import { asBase64 } from './base64.ts';
import { deliveriesOf, recordDelivery } from './deliveries.ts';
import { endSubmission } from './end-submission.ts';
import { endLife } from './end-life.ts';
import { eraseSubmission } from './erase-submission.ts';
import { listSubmissions } from './list-submissions.ts';
import { EXPIRED, isText, KEPT, SUBMISSION_COLUMNS } from './submission-columns.ts';
import type { ErasedSubmission, Submission, SubmissionStore } from '../submissions/submission.ts';
import { sweepOrphans } from './sweep-orphans.ts';

/** What the API asks of PostgreSQL. `retentionMs`: how long a submission is kept after it was accepted. */
export function createSubmissionStore(dataSource: DataSource, retentionMs: number): SubmissionStore {
  return {
    accept: (submission) => acceptSubmission(dataSource, submission, retentionMs),

    async find(id) {
      if (!isText(id)) return null;
      const sql = `SELECT ${SUBMISSION_COLUMNS} FROM submission AS s WHERE id = $1 AND ${KEPT}`;
      const [submission] = await ask<Submission>(dataSource, sql, [id]);
      return submission ?? null;
    },

    async findErased(id) {
      if (!isText(id)) return null;
      // An erasure and a new submit that wait for each other leave the trace beside the new row.
      const sql = `SELECT id, tenant, erased_at AS "erasedAt", reason FROM erased_submission AS e
        WHERE id = $1 AND NOT EXISTS (SELECT FROM submission WHERE id = e.id)
        UNION ALL SELECT id, tenant, expires_at, 'expired' FROM submission AS s WHERE id = $1 AND ${EXPIRED}`;
      const [erased] = await ask<ErasedSubmission>(dataSource, sql, [id]);
      return erased ?? null;
    },

    async loadArtifact(digest) {
      if (!isText(digest)) return null;
      const sql = `SELECT ${asBase64('bytes')} AS bytes FROM artifact WHERE digest = $1`;
      const [row] = await ask<{ bytes: string }>(dataSource, sql, [digest]);
      return row === undefined ? null : Buffer.from(row.bytes, 'base64');
    },

    async describeArtifact(digest) {
      if (!isText(digest)) return null;
      const sql = `SELECT media_type AS "mediaType", size FROM artifact WHERE digest = $1`;
      const [row] = await ask<{ mediaType: string; size: number }>(dataSource, sql, [digest]);
      return row ?? null;
    },

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

    async findWithResult(id) {
      if (!isText(id)) return null;
      const [row] = await ask<Submission & StoredResult>(
        dataSource,
        `SELECT ${SUBMISSION_COLUMNS}, ${asBase64('svg.bytes')} AS "svgBytes",
           convert_from(document.bytes, 'UTF8') AS "documentText"
         FROM submission AS s
         LEFT JOIN artifact AS svg ON svg.digest = s.svg
         LEFT JOIN artifact AS document ON document.digest = s.document
         WHERE s.id = $1 AND ${KEPT}`,
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

    recordEnd: async (end) => (await endSubmission(dataSource, end)).before === null,

    async listPending({ before, after, limit }) {
      // A row of the page before that was erased or accepted anew has lost its place: the list begins again then.
      return ask<Submission>(
        dataSource,
        `WITH last AS (SELECT accepted_at, id FROM submission WHERE id = $2 AND accepted_at < $1)
         SELECT ${SUBMISSION_COLUMNS} FROM submission AS s
         WHERE status = 'pending' AND accepted_at < $1 AND ${KEPT}
           AND (NOT EXISTS (SELECT FROM last) OR (accepted_at, id) > (SELECT accepted_at, id FROM last))
         ORDER BY accepted_at, id LIMIT $3`,
        [before, after, limit],
      );
    },

    list: (query) => listSubmissions(dataSource, query),

    async countPending(tenant) {
      const [whose, values] = ofTenant(tenant);
      const sql = `SELECT count(*)::integer AS count FROM submission AS s WHERE status = 'pending' AND ${KEPT} AND ${whose}`;
      const [row] = await ask<{ count: number }>(dataSource, sql, values);
      return row?.count ?? 0;
    },

    endLife: (id, life, runId) => endLife(dataSource, id, life, runId),

    async expired({ limit, except = [] }) {
      const sql = `SELECT id FROM submission AS s WHERE ${EXPIRED} AND id <> ALL($2::text[]) ORDER BY expires_at, id LIMIT $1`;
      return (await ask<{ id: string }>(dataSource, sql, [limit, except])).map(({ id }) => id);
    },

    erase: async (id, reason, life) => (isText(id) ? eraseSubmission(dataSource, id, reason, life) : null),

    async forgetErased({ before, limit }) {
      const sql = `DELETE FROM erased_submission WHERE id IN (
        SELECT id FROM erased_submission WHERE erased_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`;
      return (await ask(dataSource, sql, [before, limit])).length;
    },
    sweepOrphans: (sweep) => sweepOrphans(dataSource, sweep),
    recordDelivery: (id, delivery) => recordDelivery(dataSource, id, delivery),
    deliveriesOf: (id) => deliveriesOf(dataSource, id),
  };
}

function ofTenant(tenant: string | null | undefined): [condition: string, values: string[]] {
  if (tenant === undefined) return ['true', []];
  return tenant === null ? ['tenant IS NULL', []] : ['tenant = $1', [tenant]];
}

interface StoredResult {
  /** base64 */
  svgBytes: string | null;
  documentText: string | null;
}
