import { setMaxListeners } from 'node:events';
import { Registry } from 'prom-client';
import { describe, expect, it, vi } from 'vitest';
import { MAX_STREAMS } from '../../../src/http/events/route.ts';
import { shareObservations } from '../../../src/temporal/shared-observations.ts';
import { stopClock } from '../../support/clock.ts';
import { serve, useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { problem, SUBMISSIONS, submitted } from '../support/calls.ts';
import { readEvents } from '../support/event-stream.ts';
import { complete } from '../support/result.ts';
import { running, STARTED_AT } from '../support/runs.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;
const open = (id: string, init: RequestInit = {}, url = api().url) => fetch(`${url}${SUBMISSIONS}/${id}/events`, init);
const after = (id: string) => ({ headers: { 'last-event-id': id } });

describe('the events', () => {
  it('of an unknown or an erased submission are refused', async () => {
    expect(await problem(await open(UNKNOWN))).toMatchObject({ status: 404, code: 'not_found' });
    const id = await submitted(api().url, PLAIN);
    await api().database.submissions.erase(id, 'deleted');
    expect(await problem(await open(id))).toMatchObject({ status: 410, code: 'gone' });
    expect(await problem(await open(id, { method: 'POST' }))).toMatchObject({ status: 405 });
  });

  it('are a 503 while PostgreSQL is away', async () => {
    await api().database.dataSource.destroy();
    expect(await problem(await open(UNKNOWN))).toMatchObject({ status: 503, code: 'unavailable' });
    await api().database.dataSource.initialize();
  });

  it('tell each change once, then the end, and end with it', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const response = await open(id);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringMatching(/^text\/event-stream/),
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    const stream = readEvents(response);
    expect(await stream.next()).toMatchObject({ event: 'progress', data: { id, status: 'pending', step: null, progress: 0, attempt: 1, started_at: STARTED_AT } });
    runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }, 2));
    expect(await stream.next()).toMatchObject({ event: 'progress', data: { status: 'pending', phase: 'running', step: 'contour', progress: 0.5, attempt: 2 } });
    await complete(database.steps, id);
    const rest = await stream.rest();
    expect(rest).toMatchObject([{ event: 'end', data: { id, status: 'done', links: { status: expect.any(String) } } }]);
    expect(stream.asides).toEqual(['retry: 1000']);
  });

  it('of a submission that has ended are its end alone, without a word to Temporal', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const failure = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };
    await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure });
    const calls = runs.calls;
    runs.away = true;
    expect(await readEvents(await open(id)).rest()).toMatchObject([{ event: 'end', data: { status: 'failed', error: failure } }]);
    expect(runs.calls).toBe(calls);
  });

  it('go on after the last one that was seen, also in another process; after the end there is nothing', async () => {
    const { url, runs, database, deps } = api();
    const id = await submitted(url, PLAIN);
    runs.states.set(id, running('run-1', { status: 'processing', step: 'rotate', progress: 0.25 }));
    const first = await open(id);
    const seen = (await readEvents(first).next())!;
    await first.body!.cancel().catch(() => {});

    const other = await serve({ ...deps, registry: new Registry() });
    const resumed = readEvents(await open(id, after(seen.id), other.url));
    const looks = runs.calls;
    await expect.poll(() => runs.calls).toBeGreaterThan(looks + 1);
    runs.states.set(id, running('run-1', { status: 'processing', step: 'render', progress: 0.75 }));
    expect(await resumed.next()).toMatchObject({ data: { step: 'render' } });
    await complete(database.steps, id);
    const [end] = await resumed.rest();
    expect(end).toMatchObject({ event: 'end' });
    const late = await open(id, after(end!.id));
    expect([late.status, await late.text()]).toEqual([204, '']);
    // The end of one attempt is not the end of the next.
    expect(await readEvents(await open(id, after('0-done'))).rest()).toHaveLength(1);
    await other.close();
  });

  it('say nothing of an older state while Temporal is away, and go on', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    const stream = readEvents(await open(id));
    await stream.next();
    const recalling = vi.spyOn(runs, 'lastObserved').mockReturnValue(running('run-1'));
    runs.away = true;
    const asked = runs.calls;
    await expect.poll(() => runs.calls).toBeGreaterThan(asked + 1);
    await complete(database.steps, id);
    expect((await stream.rest()).map(({ event }) => event)).toEqual(['end']);
    recalling.mockRestore();
  });

  it('break off where the submission is erased, and where PostgreSQL goes away', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    const stream = readEvents(await open(id));
    await stream.next();
    await database.submissions.erase(id, 'deleted');
    expect(await stream.rest()).toEqual([]);
    expect((await open(id)).status).toBe(410);

    const other = await submitted(url, PLAIN);
    const broken = readEvents(await open(other));
    await broken.next();
    await database.dataSource.destroy();
    expect(await broken.rest()).toEqual([]);
    await database.dataSource.initialize();
  });

  it('are answered to HEAD by their headers', async () => {
    const id = await submitted(api().url, PLAIN);
    const response = await open(id, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  });
});

describe('streams', () => {
  it('are bounded, and those that clients leave make room', async () => {
    const { url } = api();
    const id = await submitted(url, PLAIN);
    const clients = Array.from({ length: MAX_STREAMS }, () => new AbortController());
    const streams = await Promise.all(clients.map(async ({ signal }) => open(id, { signal })));
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    expect(await problem(await open(id))).toMatchObject({ status: 503, code: 'busy' });
    for (const client of clients) client.abort();
    const again = new AbortController();
    await expect.poll(async () => (await open(id, { signal: again.signal })).status).toBe(200);
    again.abort();
  });

  it('share what Temporal says with each other and with all pollers', async () => {
    const { url, runs, deps } = api();
    const id = await submitted(url, PLAIN);
    const shared = await serve({ ...deps, runs: shareObservations(runs), registry: new Registry() });
    const client = new AbortController();
    const before = runs.calls;
    const { pass } = stopClock();
    const streams = await Promise.all(Array.from({ length: 20 }, async () => open(id, { signal: client.signal }, shared.url)));
    await Promise.all(streams.map(async (stream) => readEvents(stream).next()));
    expect(runs.calls - before).toBe(1);
    // Each looks again by a clock of its own; what Temporal says is asked for once a quarter of a second.
    pass(251);
    await expect.poll(() => runs.calls - before).toBe(2);
    client.abort();
    await shared.close();
  });
});

describe('when the process begins to stop', () => {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // as the process does
  const stoppable = useApi({ stopping: stopping.signal });

  it('streams end', async () => {
    const { url } = stoppable();
    const id = await submitted(url, PLAIN);
    const stream = readEvents(await open(id, {}, url));
    await stream.next();
    stopping.abort();
    expect(await stream.rest()).toEqual([]);
  });
});
