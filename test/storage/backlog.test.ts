import { describe, expect, it } from 'vitest';
import type { ExpiredSubmission } from '../../src/submissions/housekeeping/ports.ts';
import { newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();

describe('countPending', () => {
  it('counts what has not ended, of all or of one tenant', async () => {
    const { submissions } = database();
    expect(await submissions.countPending()).toBe(0);
    for (const [id, tenant] of [['a', null], ['b', 'acme'], ['c', 'acme'], ['d', 'other'], ['e', 'acme']] as const) {
      await submissions.accept(newSubmission(id, { tenant }));
    }
    await submissions.recordEnd({ submissionId: 'e', runId: 'run', status: 'failed', failure: null });
    const counts = [undefined, null, 'acme', 'other', 'nobody'].map((tenant) => submissions.countPending(tenant));
    expect(await Promise.all(counts)).toEqual([4, 1, 2, 1, 0]);
  });
});

describe('expired', () => {
  it('names those whose time is over, the one that is over longest first', async () => {
    const { submissions, dataSource } = database();
    for (const id of ['a', 'b', 'c', 'd']) await submissions.accept(newSubmission(id));
    await submissions.recordEnd({ submissionId: 'b', runId: 'run', status: 'failed', failure: null });
    const ago = `UPDATE submission SET expires_at = now() - $1::float8 * interval '1 second' WHERE id = $2`;
    for (const [id, seconds] of [['a', 0], ['b', 2], ['c', 1]] as const) await dataSource.query(ago, [seconds, id]);
    const idsOf = (expired: ExpiredSubmission[]) => expired.map(({ id }) => id);
    expect(idsOf(await submissions.expired({ after: null, limit: 10 }))).toEqual(['b', 'c', 'a']);
    const first = await submissions.expired({ after: null, limit: 2 });
    expect(idsOf(first)).toEqual(['b', 'c']);
    expect(idsOf(await submissions.expired({ after: first[1]!, limit: 2 }))).toEqual(['a']);
  });
});
