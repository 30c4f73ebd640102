import type { DataSource } from 'typeorm';
import { FrontalError } from '../contract/errors.ts';
import { ask } from './ask.ts';
import { createParameters } from './parameters.ts';
import { isText, KEPT, SUBMISSION_COLUMNS } from './submission-columns.ts';
import type { ListCursor, ListQuery, Submission } from '../submissions/submission.ts';

/** See SubmissionStore. */
export async function listSubmissions(
  dataSource: DataSource,
  { tenant, status, before, limit }: ListQuery,
): Promise<{ submissions: Submission[]; next: ListCursor | null }> {
  if (before !== null && !isCursor(before)) throw new FrontalError('invalid_request', 'The cursor is none of this list.');
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = [tenant === null ? 's.tenant IS NULL' : `s.tenant = ${bind(tenant)}`, KEPT];
  if (status !== null) conditions.push(`s.status = ${bind(status)}`);
  if (before !== null) {
    const moment = `'epoch'::timestamptz + ${bind(before.acceptedAtMicros)}::bigint * interval '1 microsecond'`;
    conditions.push(`(s.accepted_at, s.id) < (${moment}, ${bind(before.id)})`);
  }
  // By tenant too, though there is one: PostgreSQL does not take IS NULL for an equality, and would sort all rows.
  const rows = await ask<Submission & { micros: string }>(
    dataSource,
    `SELECT ${SUBMISSION_COLUMNS}, (extract(epoch FROM s.accepted_at) * 1000000)::bigint::text AS micros
     FROM submission AS s WHERE ${conditions.join(' AND ')}
     ORDER BY s.tenant DESC, s.accepted_at DESC, s.id DESC LIMIT ${bind(limit + 1)}`,
    parameters.values,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    submissions: page.map(withoutMicros),
    next: last === undefined ? null : { acceptedAtMicros: last.micros, id: last.id },
  };
}

function withoutMicros({ micros: _micros, ...submission }: Submission & { micros: string }): Submission {
  return submission;
}

/** Up to the year 2286. */
const MICROS = /^\d{1,16}$/;

function isCursor({ acceptedAtMicros, id }: ListCursor): boolean {
  return MICROS.test(acceptedAtMicros) && isText(id);
}
