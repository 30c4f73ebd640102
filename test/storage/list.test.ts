import { describe, expect, it } from 'vitest';
import type { ListCursor, ListQuery } from '../../src/submissions/submission.ts';
import { newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
const ALL: ListQuery = { tenant: null, status: null, before: null, limit: 100 };

describe('list', () => {
  it.each([
    { acceptedAtMicros: '', id: 'one' },
    { acceptedAtMicros: '-1', id: 'one' },
    { acceptedAtMicros: '1.5', id: 'one' },
    { acceptedAtMicros: '9'.repeat(17), id: 'one' },
    { acceptedAtMicros: "1'; DROP TABLE submission", id: 'one' },
    { acceptedAtMicros: '1', id: 'with\0NUL' },
  ])('refuses the cursor %j', async (before) => {
    await expect(database().submissions.list({ ...ALL, before })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it.each(['0', '9'.repeat(16)])('takes a cursor of %s microseconds', async (acceptedAtMicros) => {
    const page = await database().submissions.list({ ...ALL, before: { acceptedAtMicros, id: '' } });
    expect(page).toEqual({ submissions: [], next: null });
  });

  it('gives whole submissions, the one accepted last first', async () => {
    const { submissions } = database();
    for (const id of ['b', 'c', 'a']) await submissions.accept(newSubmission(id));
    const page = await submissions.list(ALL);
    expect(page.submissions.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(page.submissions[0]).toEqual(await submissions.find('a'));
    expect(page.next).toBeNull();
  });

  it('shows to each tenant its own, and to nobody those of another', async () => {
    const { submissions } = database();
    for (const tenant of [null, 'acme', 'other']) await submissions.accept(newSubmission(`of ${tenant}`, { tenant }));
    for (const tenant of [null, 'acme', 'other']) expect(await ids({ tenant })).toEqual([`of ${tenant}`]);
    expect(await ids({ tenant: 'nobody' })).toEqual([]);
  });

  it('shows those of one status', async () => {
    const { submissions } = database();
    for (const id of ['a', 'b', 'c']) await submissions.accept(newSubmission(id, { tenant: 'acme' }));
    await submissions.recordEnd({ submissionId: 'b', runId: 'run', status: 'cancelled', failure: null });
    expect(await ids({ tenant: 'acme', status: 'pending' })).toEqual(['c', 'a']);
    expect(await ids({ tenant: 'acme', status: 'cancelled' })).toEqual(['b']);
    expect(await ids({ tenant: 'acme', status: 'done' })).toEqual([]);
  });

  it.each([null, 'acme'])('loses none between its pages, of many within a millisecond and at the same moment (tenant %s)', async (tenant) => {
    const { submissions, dataSource } = database();
    const all = Array.from({ length: 12 }, (_, index) => `number ${String(index).padStart(2, '0')}`);
    for (const id of all) await submissions.accept(newSubmission(id, { tenant }));
    // Three a microsecond.
    await dataSource.query(
      `UPDATE submission SET accepted_at = '2026-11-22T20:35:40.123456Z'::timestamptz
         + (substr(id, 8)::integer / 3) * interval '1 microsecond'`,
    );
    for (const limit of [1, 2, 3, 5, 12, 100]) {
      const seen: string[] = [];
      let before: ListCursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof submissions.list>> = await submissions.list({ ...ALL, tenant, before, limit });
        expect(page.submissions.length).toBeLessThanOrEqual(limit);
        seen.push(...page.submissions.map(({ id }) => id));
        before = page.next;
      } while (before !== null);
      expect(seen).toEqual(all.toReversed());
    }
  });

  it('goes on behind a submission that is gone', async () => {
    const { submissions } = database();
    for (const id of ['a', 'b', 'c']) await submissions.accept(newSubmission(id));
    const { next } = await submissions.list({ ...ALL, limit: 2 });
    await submissions.erase('b', 'deleted');
    expect(await ids({ before: next })).toEqual(['a']);
  });

  it.each([
    ['of no tenant', { tenant: null }, 'submission_newest'],
    ['of a tenant', { tenant: 'acme' }, 'submission_newest'],
    ['of one status', { tenant: null, status: 'failed' }, 'submission_newest_by_status'],
  ] as const)('reads a page %s from an index, without sorting', async (_, changes, index) => {
    const { submissions, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    const asked: Parameters<typeof dataSource.logger.logQuery>[] = [];
    dataSource.logger.logQuery = (...query) => void asked.push(query);
    await submissions.list({ ...ALL, ...changes, before: { acceptedAtMicros: '1', id: '' }, limit: 10 });
    const [sql, parameters] = asked[0]!;
    const runner = dataSource.createQueryRunner();
    // So few rows are read faster without an index.
    await runner.query('SET enable_seqscan = off');
    await runner.query('SET enable_bitmapscan = off');
    const plan: { 'QUERY PLAN': string }[] = await runner.query(`EXPLAIN ${sql}`, parameters);
    await runner.query('RESET ALL');
    await runner.release();
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(new RegExp(`Index Scan Backward using ${index} `));
    expect(text).not.toMatch(/Sort/);
  });
});

async function ids(changes: Partial<ListQuery>): Promise<string[]> {
  return (await database().submissions.list({ ...ALL, ...changes })).submissions.map(({ id }) => id);
}
