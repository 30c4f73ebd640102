import { expect, test } from 'vitest';
import { readPendingBacklog } from '../../src/storage/pending-backlog.ts';
import { newSubmission, useDatabase } from '../support/database.ts';

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
