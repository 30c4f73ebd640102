import { afterEach, describe, expect, it } from 'vitest';
import { createEndedListener, HEARTBEAT_MS } from '../../src/storage/ended-listener.ts';
import type { EndedListener } from '../../src/submissions/ended-listener.ts';
import { stopClock } from '../support/clock.ts';
import { startProxy } from '../support/proxy.ts';
import { completeSubmission, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
const LONG_MS = 600_000;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('the listener', () => {
  it('refuses to begin without a database', async () => {
    const listening = createEndedListener('postgres://frontal:frontal@127.0.0.1:1/test');
    await expect(listening).rejects.toMatchObject({ name: 'FrontalError', code: 'unavailable' });
  });

  it('lets go at the time limit, on abort, of what was aborted before, and when it closes', async () => {
    const listener = await listening();
    await listener.waitFor('one', 1);
    await listener.waitFor('one', LONG_MS, AbortSignal.abort());
    const nobody = new AbortController();
    const aborted = listener.waitFor('one', LONG_MS, nobody.signal);
    nobody.abort();
    await aborted;
    const closed = listener.waitFor('one', LONG_MS);
    await listener.close();
    await closed;
  });

  it('wakes everyone who waits for the submission that ended, and nobody else', async () => {
    const { submissions } = database();
    const listener = await listening();
    await submissions.accept(newSubmission('one'));
    const nobody = new AbortController();
    const others = track(listener.waitFor('two', LONG_MS, nobody.signal));
    const waiting = Array.from({ length: 50 }, () => listener.waitFor('one', LONG_MS));
    await submissions.recordEnd({ submissionId: 'one', runId: 'run', status: 'cancelled', failure: null });
    await Promise.all(waiting);
    expect(others.settled).toBe(false);
    nobody.abort();
  });

  it('hears of a submission that is done', async () => {
    const { submissions, steps } = database();
    const listener = await listening();
    await submissions.accept(newSubmission('one'));
    const ended = listener.waitFor('one', LONG_MS);
    await completeSubmission(steps, 'one');
    await ended;
    expect(await submissions.find('one')).toMatchObject({ status: 'done' });
  });

  it('hears nothing where nothing ended', async () => {
    const { submissions, dataSource } = database();
    const listener = await listening();
    await submissions.accept(newSubmission('one'));
    const first = listener.waitFor('one', LONG_MS);
    await submissions.recordEnd({ submissionId: 'one', runId: 'run', status: 'cancelled', failure: null });
    await first;
    const nobody = new AbortController();
    const one = track(listener.waitFor('one', LONG_MS, nobody.signal));
    const last = listener.waitFor('last', LONG_MS);
    expect(await submissions.recordEnd({ submissionId: 'one', runId: 'other', status: 'failed', failure: null })).toBe(false);
    await dataSource.query(`SELECT pg_notify('frontal_ended', 'last')`);
    await last;
    expect(one.settled).toBe(false);
    nobody.abort();
  });

  it('misses no end between reading the row and waiting', async () => {
    const { submissions } = database();
    const listener = await listening();
    for (let round = 0; round < 20; round++) {
      const id = `submission ${round}`;
      await submissions.accept(newSubmission(id));
      const ending = submissions.recordEnd({ submissionId: id, runId: 'run', status: 'failed', failure: null });
      const ended = listener.waitFor(id, LONG_MS);
      if ((await submissions.find(id))?.status === 'pending') await ended;
      expect(await submissions.find(id)).toMatchObject({ status: 'failed' });
      await ending;
    }
  });

  it('connects again when the connection breaks, and wakes those who may have missed an end', async () => {
    const proxy = await startProxy(database().url);
    cleanups.push(() => proxy.close());
    const listener = await listening(proxy.url);
    const before = listener.waitFor('one', LONG_MS);
    proxy.cut();
    await before;
    await hears(listener);
  });

  it('connects again when the network has gone silent', async () => {
    const proxy = await startProxy(database().url);
    cleanups.push(() => proxy.close());
    const { pass } = stopClock();
    const listener = await listening(proxy.url);
    const before = listener.waitFor('one', LONG_MS);
    proxy.silence();
    // It asks whether the server is there, and waits for the answer.
    pass(HEARTBEAT_MS);
    pass(HEARTBEAT_MS);
    await before;
    await hears(listener);
  });

  it('closes while the database is away', async () => {
    const proxy = await startProxy(database().url);
    const listener = await listening(proxy.url);
    await proxy.close();
    await listener.close();
  });
});

async function listening(url = database().url): Promise<EndedListener> {
  const listener = await createEndedListener(url);
  cleanups.push(() => listener.close());
  return listener;
}

async function hears(listener: EndedListener): Promise<void> {
  const heard = listener.waitFor('after', LONG_MS);
  await database().dataSource.query(`SELECT pg_notify('frontal_ended', 'after')`);
  await heard;
}

function track(promise: Promise<void>): { settled: boolean } {
  const state = { settled: false };
  void promise.then(() => (state.settled = true));
  return state;
}
