import { Client } from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { ENDED_CHANNEL, tellEnded } from '../../src/storage/tell-ended.ts';
import { completeSubmission, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
afterEach(() => void vi.restoreAllMocks());

async function listen(): Promise<{ heard: string[]; close: () => Promise<void> }> {
  const client = new Client({ connectionString: database().url });
  const heard: string[] = [];
  client.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await client.connect();
  await client.query(`LISTEN ${ENDED_CHANNEL}`);
  return { heard, close: () => client.end() };
}

it('ends that come while others are told are told together, each once', async () => {
  const { dataSource } = database();
  const { heard, close } = await listen();
  const log = vi.spyOn(dataSource.logger, 'logQuery');
  for (const id of ['a', 'b', 'c', 'b']) tellEnded(dataSource, id);
  await expect.poll(() => heard).toEqual(['a', 'b', 'c']);
  expect(log.mock.calls.map(([, values]) => values)).toEqual([[['a']], [['b', 'c']]]);
  tellEnded(dataSource, 'd');
  await expect.poll(() => heard).toEqual(['a', 'b', 'c', 'd']);
  await close();
});

it('the statement that carries a drawing tells nobody, and what ended is told after it', async () => {
  const { submissions, steps, dataSource } = database();
  const { heard, close } = await listen();
  await submissions.accept(newSubmission('one'));
  const log = vi.spyOn(dataSource.logger, 'logQuery');
  await completeSubmission(steps, 'one');
  await expect.poll(() => heard).toEqual(['one']);
  const [carried, told] = log.mock.calls.map(([sql]) => sql);
  expect([carried!.includes('pg_notify'), told!.includes('pg_notify')]).toEqual([false, true]);
  await close();
});

it('a database that is away while ends are told is no fault of theirs', async () => {
  const { dataSource } = database();
  const { heard, close } = await listen();
  const connect = vi.spyOn(dataSource, 'createQueryRunner').mockImplementationOnce(() => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  });
  tellEnded(dataSource, 'lost');
  tellEnded(dataSource, 'heard');
  await expect.poll(() => heard).toEqual(['heard']);
  expect(connect).toHaveBeenCalledTimes(2);
  await close();
});
