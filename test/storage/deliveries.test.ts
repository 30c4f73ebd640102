import { describe, expect, it } from 'vitest';
import { newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
const TAKEN = { urlHost: 'hooks.example', statusCode: 204, error: null, nextAttemptAt: null };

describe('deliveries', () => {
  it('of an unknown submission are not written', async () => {
    const { submissions } = database();
    expect(await submissions.recordDelivery('unknown', { ...TAKEN, attempt: 1 })).toBe(false);
    expect(await submissions.deliveriesOf('unknown')).toEqual([]);
  });

  it('are told in their order', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    const nextAttemptAt = new Date('2026-11-22T21:00:00Z');
    const refused = { attempt: 1, urlHost: 'hooks.example', statusCode: null, error: 'timed_out', nextAttemptAt };
    expect(await submissions.recordDelivery('one', refused)).toBe(true);
    expect(await submissions.recordDelivery('one', { ...TAKEN, attempt: 2 })).toBe(true);
    expect(await submissions.deliveriesOf('one')).toEqual([
      { ...refused, at: expect.any(Date) },
      { ...TAKEN, attempt: 2, at: expect.any(Date) },
    ]);
  });

  it('are kept up to the last twenty, of each submission', async () => {
    const { submissions, dataSource } = database();
    for (const id of ['one', 'two']) await submissions.accept(newSubmission(id));
    await submissions.recordDelivery('two', { ...TAKEN, attempt: 1 });
    for (let attempt = 1; attempt <= 25; attempt++) await submissions.recordDelivery('one', { ...TAKEN, attempt });
    const kept = (await submissions.deliveriesOf('one')).map(({ attempt }) => attempt);
    expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
    expect(await dataSource.query('SELECT count(*)::int AS count FROM webhook_delivery')).toEqual([{ count: 21 }]);
  });

  it('go with their submission', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    await submissions.recordDelivery('one', { ...TAKEN, attempt: 1 });
    await submissions.erase('one', 'deleted');
    await submissions.accept(newSubmission('one'));
    expect(await submissions.deliveriesOf('one')).toEqual([]);
  });
});
