import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { describe, expect, it, vi } from 'vitest';
import { shareObservations } from '../../../src/temporal/shared-observations.ts';
import { stopClock } from '../../support/clock.ts';
import { serve, useApi, type TestApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, status, submit, SUBMISSIONS, submitted } from '../support/calls.ts';
import { complete } from '../support/result.ts';
import { running } from '../support/runs.ts';

const api = useApi();

/** The same app as a process wires it: whoever asks Temporal shares what it says. */
async function sharing(): Promise<TestApi> {
  const { deps, runs } = api();
  const slow = { ...runs, observe: async (id: string) => sleep(20).then(() => runs.observe(id)) };
  return serve({ ...deps, runs: shareObservations(slow), registry: new Registry() });
}

async function inBatches(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i += 50) await Promise.all(Array.from({ length: 50 }, work));
}

describe('a submission that has ended', () => {
  it.each(['done', 'failed', 'cancelled'] as const)('asks Temporal nothing, however often it is polled: %s', async (ended) => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    if (ended === 'done') await complete(database.steps, id);
    else await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: ended, failure: null });
    const before = runs.calls;
    const loading = vi.spyOn(database.submissions, 'findWithResult');
    const etag = (await status(url, id)).headers.get('etag')!;
    await inBatches(1000, async () => {
      const response = await status(url, id, { 'if-none-match': etag, prefer: 'wait=60' });
      expect(response.status).toBe(304);
    });
    await inBatches(50, async () => expect((await status(url, id)).status).toBe(200));
    expect(runs.calls).toBe(before);
    // Who has the answer is not sent it, nor is it loaded.
    expect(loading.mock.calls.length).toBeLessThanOrEqual(51);
    loading.mockRestore();
  });
});

describe('a submission that runs', () => {
  it('is asked after by Temporal once in a quarter of a second, for all who poll together', async () => {
    const shared = await sharing();
    const { runs } = api();
    const id = await submitted(shared.url, PLAIN);
    runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    const before = runs.calls;
    const { pass } = stopClock();
    for (let quarter = 1; quarter <= 4; quarter++) {
      await inBatches(100, async () => expect((await json(await status(shared.url, id)))['step']).toBe('contour'));
      expect(runs.calls - before).toBe(quarter);
      pass(251);
    }
    await shared.close();
  });

  it('is heard of when it ends by whoever waits: nobody asks Temporal, and the row is read once more', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const before = runs.calls;
    const reading = vi.spyOn(database.submissions, 'find');
    const waiting = status(url, id, { prefer: 'wait=60' });
    // Whose it is, and whether it has ended.
    await expect.poll(() => reading.mock.calls.length).toBe(2);
    await complete(database.steps, id);
    expect(await json(await waiting)).toMatchObject({ status: 'done' });
    // That it has, and what to answer.
    expect(reading).toHaveBeenCalledTimes(4);
    expect(runs.calls).toBe(before);
    reading.mockRestore();
  });

  it('is heard of by all who wait, at the submit and at a cancel as well', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    const listening = vi.spyOn(api().deps.endedListener, 'waitFor');
    const prefer = { prefer: 'wait=60' };
    const waiting = Promise.all([
      submit(url, PLAIN, prefer),
      fetch(`${url}${SUBMISSIONS}/${id}/cancel`, { method: 'POST', headers: prefer }),
      ...Array.from({ length: 20 }, async () => status(url, id, prefer)),
    ]);
    await expect.poll(() => listening.mock.calls.length).toBe(22);
    await complete(database.steps, id);
    for (const response of await waiting) expect(await json(response)).toMatchObject({ status: 'done' });
    listening.mockRestore();
  });
});
