import { describe, expect, it } from 'vitest';
import { completeSubmission, letExpire, newSubmission, RETENTION_MS, useDatabase } from '../support/database.ts';

const database = useDatabase();
const PENDING = { before: new Date(Date.now() + 3_600_000), after: null, limit: 10 };

describe('a submission that has expired', () => {
  it('is not there any more, though nobody has erased it', async () => {
    const { submissions, steps, dataSource } = database();
    const { submission } = await submissions.accept(newSubmission('one', { tenant: 'acme' }));
    await submissions.accept(newSubmission('pending'));
    await completeSubmission(steps, 'one');
    for (const id of ['one', 'pending']) await letExpire(dataSource, id);
    expect(await submissions.find('one')).toBeNull();
    expect(await submissions.findWithResult('one', 1000)).toBeNull();
    expect(await submissions.findErased('one')).toEqual({ id: 'one', tenant: 'acme', reason: 'expired', erasedAt: expect.any(Date) });
    expect((await submissions.list({ tenant: 'acme', status: null, before: null, limit: 10 })).submissions).toEqual([]);
    expect(await submissions.listPending(PENDING)).toEqual([]);
    expect(await submissions.countPending()).toBe(0);
    expect(await submissions.expired({ after: null, limit: 10 })).toHaveLength(2);
    expect(submission.expiresAt.getTime()).toBeGreaterThan(Date.now());
  });

  it.each(['done', 'failed', 'pending'] as const)('and is sent again is as new, also where it was %s', async (status) => {
    const { submissions, steps, dataSource } = database();
    const hook = { url: 'https://one.example/hook' };
    const before = (await submissions.accept(newSubmission('one', { webhook: hook }))).submission;
    if (status === 'done') await completeSubmission(steps, 'one');
    if (status === 'failed') await submissions.recordEnd({ submissionId: 'one', runId: 'run', status, failure: null });
    await submissions.recordDelivery('one', { attempt: 1, urlHost: 'one.example', statusCode: 200, error: null, nextAttemptAt: null });
    await letExpire(dataSource, 'one');

    const { submission, accepted } = await submissions.accept(newSubmission('one'));
    expect(accepted).toBe(true);
    expect(submission).toMatchObject({ status: 'pending', svg: null, document: null, timings: null, endedAt: null, webhook: null });
    expect(submission.createdAt).toEqual(submission.acceptedAt);
    expect(submission.createdAt.getTime()).toBeGreaterThan(before.createdAt.getTime());
    expect(submission.expiresAt.getTime()).toBe(submission.acceptedAt.getTime() + RETENTION_MS);
    expect(await submissions.deliveriesOf('one')).toEqual([]);
    expect(await submissions.findErased('one')).toBeNull();
    // Housekeeping that has it on its list comes too late.
    expect(await submissions.endLife('one', 'expired', 'run')).toBe(false);
    expect(await submissions.erase('one', 'expired', 'expired')).toBeNull();
    expect(await submissions.find('one')).toEqual(submission);
  });

  it('is accepted by one of many equal calls', async () => {
    const { submissions, steps, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    await completeSubmission(steps, 'one');
    await letExpire(dataSource, 'one');
    const answers = await Promise.all(Array.from({ length: 20 }, () => submissions.accept(newSubmission('one'))));
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(new Set(answers.map(({ submission }) => submission.acceptance)).size).toBe(1);
  });

  it('does so sooner than its retention says where it is to, and never later', async () => {
    const { submissions } = database();
    const expiresBy = new Date(Date.now() + 3_600_000);
    expect((await submissions.accept(newSubmission('one', { expiresBy }))).submission.expiresAt).toEqual(expiresBy);
    const later = new Date(Date.now() + 2 * RETENTION_MS);
    const { submission } = await submissions.accept(newSubmission('two', { expiresBy: later }));
    expect(submission.expiresAt.getTime()).toBe(submission.acceptedAt.getTime() + RETENTION_MS);
  });
});

describe('endLife', () => {
  it('ends a pending attempt as cancelled, and has its run known as one of the past', async () => {
    const { submissions, steps } = database();
    const { submission } = await submissions.accept(newSubmission('one'));
    expect(await submissions.endLife('one', submission, 'run-1')).toBe(true);
    expect(await submissions.find('one')).toMatchObject({ status: 'cancelled', endedRunId: 'run-1', endedAt: expect.any(Date) });
    await completeSubmission(steps, 'one'); // by that run
    expect(await submissions.find('one')).toMatchObject({ status: 'cancelled' });
  });

  it('leaves an end as it is, and the run that it knows where there is no other', async () => {
    const { submissions } = database();
    const { submission } = await submissions.accept(newSubmission('one'));
    await submissions.recordEnd({ submissionId: 'one', runId: 'run-1', status: 'failed', failure: null });
    const { endedAt } = (await submissions.find('one'))!;
    expect(await submissions.endLife('one', submission, null)).toBe(true);
    expect(await submissions.find('one')).toMatchObject({ status: 'failed', endedRunId: 'run-1', endedAt });
  });

  it('is of no other attempt, nor of one that has not expired where that is asked for', async () => {
    const { submissions } = database();
    const { submission } = await submissions.accept(newSubmission('one'));
    await submissions.recordEnd({ submissionId: 'one', runId: 'run-1', status: 'failed', failure: null });
    await submissions.accept(newSubmission('one'));
    expect(await submissions.endLife('one', submission, 'run-2')).toBe(false);
    expect(await submissions.endLife('one', 'expired', 'run-2')).toBe(false);
    expect(await submissions.endLife('unknown', 'expired', 'run-2')).toBe(false);
    expect(await submissions.find('one')).toMatchObject({ status: 'pending', endedRunId: 'run-1' });
  });
});
