import { expect, test } from 'vitest';
import { readPendingBacklog } from '../../src/storage/pending-backlog.ts';
import { completeSubmission, letExpire, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();

test('what has not ended is counted, and the age is that of the oldest of it', async () => {
  const { submissions, dataSource } = database();
  expect(await readPendingBacklog(dataSource)).toEqual({ pending: 0, oldestSeconds: 0 });
  for (const id of ['a', 'b', 'c']) await submissions.accept(newSubmission(id));
  await dataSource.query(`UPDATE submission SET accepted_at = now() - interval '1 hour' WHERE id IN ('a', 'b')`);
  await dataSource.query(`UPDATE submission SET accepted_at = now() - interval '2 hours' WHERE id = 'c'`);
  await submissions.recordEnd({ submissionId: 'c', runId: 'run', status: 'failed', failure: null });
  const { pending, oldestSeconds } = await readPendingBacklog(dataSource);
  expect(pending).toBe(2);
  expect(Math.floor(oldestSeconds / 3600)).toBe(1);
});

test('what is pending is known by a table of its own, whoever ends, erases or sends anew', async () => {
  const { submissions, steps, dataSource } = database();
  const pending = async () => (await dataSource.query('SELECT id, tenant, accepted_at, expires_at FROM pending_submission ORDER BY id')) as { id: string }[];
  const ids = async () => (await pending()).map(({ id }) => id);
  for (const id of ['cancelled', 'done', 'erased', 'failed', 'waiting']) await submissions.accept(newSubmission(id, { tenant: 'acme' }));
  expect(await ids()).toEqual(['cancelled', 'done', 'erased', 'failed', 'waiting']);
  await completeSubmission(steps, 'done');
  await submissions.recordEnd({ submissionId: 'failed', runId: 'run', status: 'failed', failure: null });
  const { acceptance } = (await submissions.find('cancelled'))!;
  await submissions.endLife('cancelled', { acceptance }, null);
  await submissions.erase('erased', 'deleted');
  expect(await ids()).toEqual(['waiting']);
  await submissions.accept(newSubmission('failed', { tenant: 'acme' }));
  await letExpire(dataSource, 'done');
  await submissions.accept(newSubmission('done', { tenant: 'acme' }));
  expect(await ids()).toEqual(['done', 'failed', 'waiting']);
  // By hand, as an operator might.
  await dataSource.query(`UPDATE submission SET status = 'failed', ended_at = now() WHERE id = 'waiting'`);
  await letExpire(dataSource, 'failed');
  expect(await pending()).toEqual(await dataSource.query(`SELECT id, tenant, accepted_at, expires_at FROM submission WHERE status = 'pending' ORDER BY id`));
  expect(await ids()).toEqual(['done', 'failed']);
});
