import { ENGINE_VERSION } from '../../../src/contract/run.ts';
import { multiPolygon } from '../../../src/answer/multi-polygon.ts';
import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../src/contract/failure.ts';
import { FrontalError } from '../../../src/contract/errors.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit, submitted } from '../support/calls.ts';
import { complete, DOCUMENT, SVG } from '../support/result.ts';
import { running, STARTED_AT } from '../support/runs.ts';

const api = useApi();

const UNKNOWN = `${'a'.repeat(51)}q`;
const FAILURE: Failure = { code: 'NoFace', detail: 'The label map holds nothing but background.', step: 'decode' };

describe('status', () => {
  it.each([
    UNKNOWN,
    UNKNOWN.toUpperCase(),
    `${UNKNOWN}a`,
    'a',
    '1',
    '%00',
    '%E0%A4%A',
    "'%20OR%201=1",
    '..%2F..%2Fetc%2Fpasswd',
    'x'.repeat(5000),
  ])('does not know %s', async (id) => {
    expect(await problem(await status(api().url, id))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('of an unknown id is not waited for', async () => {
    expect((await status(api().url, UNKNOWN, { prefer: 'wait=60' })).status).toBe(404);
  });

  it('is pending before the first step', async () => {
    const id = await submitted(api().url, PLAIN);
    const response = await status(api().url, id);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('etag')).toBeNull();
    expect(await json(response)).toEqual({
      id,
      status: 'pending',
      phase: 'queued',
      step: null,
      progress: 0,
      attempt: 1,
      started_at: STARTED_AT,
      engine: ENGINE_VERSION,
      expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
      warnings: [],
    });
  });

  it('is the state of the workflow while it runs', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'rotate', progress: 0.25 }, 2));
    expect(await json(await status(api().url, id))).toMatchObject({
      status: 'pending',
      phase: 'running',
      step: 'rotate',
      progress: 0.25,
      attempt: 2,
      started_at: STARTED_AT,
    });
  });

  it.each(['done', 'failed', 'cancelled'] as const)('never goes back to pending while a run that is %s closes', async (known) => {
    const id = await submitted(api().url, PLAIN);
    api().runs.states.set(id, running('run-1', { status: known, progress: 1 }));
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'pending', phase: 'running', progress: 1 });
  });

  it('is pending, with a warning, while Temporal is away and no run has been seen', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.away = true;
    const response = await status(api().url, id);
    expect(response.status).toBe(200);
    expect(await json(response)).toMatchObject({
      status: 'pending',
      step: null,
      attempt: null,
      started_at: null,
      warnings: [{ code: 'temporal_unavailable' }],
    });
  });

  it('is the last one seen, with a warning, while Temporal is away', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }, 3));
    const seen = await json(await status(api().url, id));
    api().runs.away = true;
    const response = await status(api().url, id);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('retry-after')).toBe('1');
    const body = await json(response);
    expect(body).toEqual({ ...seen, warnings: [{ code: 'temporal_unavailable', detail: expect.any(String) }] });
    expect(body).toMatchObject({ status: 'pending', phase: 'running', step: 'contour', progress: 0.5, attempt: 3, started_at: STARTED_AT });
  });

  it('is not that of an earlier attempt, while Temporal is away', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'render', progress: 0.75 }));
    await status(api().url, id);
    await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: FAILURE });
    api().runs.away = true;
    expect((await submit(api().url, PLAIN)).status).toBe(503);
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'pending', step: null, progress: 0 });
  });

  it('is the end, where the submission ended while Temporal was asked and did not answer', async () => {
    const id = await submitted(api().url, PLAIN);
    const asking = vi.spyOn(api().runs, 'observe').mockImplementation(async () => {
      await complete(api().database.steps, id);
      throw new FrontalError('unavailable', 'Temporal cannot be reached.');
    });
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'done', warnings: DOCUMENT.warnings });
    asking.mockRestore();
  });

  it('is a 503 where PostgreSQL goes away while a row is mended, and no word of Temporal', async () => {
    const id = await submitted(api().url, PLAIN);
    const { dataSource } = api().database;
    api().runs.states.set(id, { kind: 'cancelled', runId: 'run-1' });
    const asking = vi.spyOn(api().runs, 'observe').mockImplementation(async () => {
      await dataSource.destroy();
      return { kind: 'cancelled', runId: 'run-1' };
    });
    expect(await problem(await status(api().url, id))).toMatchObject({ status: 503, code: 'unavailable' });
    asking.mockRestore();
    await dataSource.initialize();
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'cancelled' });
  });

  it('carries everything once it is done, from PostgreSQL alone', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    api().runs.away = true;
    const calls = api().runs.calls;
    const response = await status(api().url, id);
    const body = await json(response);
    expect(response.status).toBe(200);
    expect(body).toEqual({
      id,
      status: 'done',
      svg: Buffer.from(SVG).toString('base64'),
      ...DOCUMENT,
      regions: DOCUMENT.regions.map((region) => ({ ...region, geometry: multiPolygon(region.parts) })),
      timings_ms: { decode: 1, rotate: 2, contour: 3, render: 4, total: expect.any(Number) },
      engine: ENGINE_VERSION,
      expires_at: expect.any(String),
    });
    expect(body['timings_ms'].total).toBeGreaterThanOrEqual(0);
    expect(api().runs.calls).toBe(calls);
  });

  it('tells why a submission failed', async () => {
    const id = await submitted(api().url, PLAIN);
    await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: FAILURE });
    const response = await status(api().url, id);
    expect(response.status).toBe(200);
    expect(await json(response)).toMatchObject({ id, status: 'failed', error: FAILURE });
  });

  it('shows what was ended from outside', async () => {
    const cancelled = await submitted(api().url, PLAIN);
    api().runs.states.set(cancelled, { kind: 'cancelled', runId: 'run-1' });
    expect(await json(await status(api().url, cancelled))).toMatchObject({ status: 'cancelled' });

    const terminated = await submitted(api().url, { ...PLAIN, options: { alignment: { method: 'eyes' } } });
    const failure = { code: 'terminated', detail: 'The run was terminated.', step: null };
    api().runs.states.set(terminated, { kind: 'failed', runId: 'run-2', failure });
    expect(await json(await status(api().url, terminated))).toMatchObject({ status: 'failed', error: failure });
  });

  it('starts a submission that was accepted and never started', async () => {
    api().runs.away = true;
    expect((await submit(api().url, PLAIN)).status).toBe(503);
    const [{ id }] = (await api().database.dataSource.query('SELECT id FROM submission')) as [{ id: string }];
    api().runs.away = false;
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'pending' });
    expect(api().runs.started.map((input) => input.submissionId)).toEqual([id]);
  });

  it('answers 503 while PostgreSQL is away', async () => {
    await api().database.dataSource.destroy();
    const response = await status(api().url, UNKNOWN);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problem(response)).toMatchObject({ status: 503, code: 'unavailable' });
    await api().database.dataSource.initialize();
  });
});

describe('the entity tag', () => {
  it('of an ended submission is strong, stays, and saves the body', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const etag = (await status(api().url, id)).headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const header of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const response = await status(api().url, id, { 'if-none-match': header });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toBe('private, no-cache');
      expect(await response.text()).toBe('');
    }
    expect((await status(api().url, id, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is known from the row alone: a poll that has the answer loads neither SVG nor document', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const loading = vi.spyOn(api().database.submissions, 'findWithResult');
    const etag = (await status(api().url, id)).headers.get('etag')!;
    expect(loading).toHaveBeenCalledTimes(1);
    expect((await status(api().url, id, { 'if-none-match': etag })).status).toBe(304);
    expect(loading).toHaveBeenCalledTimes(1);
    loading.mockRestore();
  });

  it('is of no use once the submission is erased, be it between the row and its bytes', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const { submissions, dataSource } = api().database;
    const find = submissions.find;
    const finding = vi.spyOn(submissions, 'find').mockImplementation(async (asked) => {
      const row = await find(asked);
      await dataSource.query('DELETE FROM submission');
      return row;
    });
    expect(await problem(await status(api().url, id))).toMatchObject({ status: 410 });
    finding.mockRestore();
    expect(await problem(await status(api().url, id, { 'if-none-match': '*' }))).toMatchObject({ status: 404 });
  });

  it('changes when the same submission runs again', async () => {
    const id = await submitted(api().url, PLAIN);
    await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: FAILURE });
    api().runs.states.set(id, { kind: 'failed', runId: 'run-1', failure: FAILURE });
    const first = await status(api().url, id);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag')!;
    expect((await status(api().url, id, { 'if-none-match': etag })).status).toBe(304);

    await submitted(api().url, PLAIN);
    expect((await status(api().url, id, { 'if-none-match': etag })).status).toBe(200);
    await complete(api().database.steps, id);
    expect((await status(api().url, id, { 'if-none-match': etag })).headers.get('etag')).not.toBe(etag);
  });
});

describe('the frame of a status', () => {
  const done = async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    return `${api().url}/api/v1/frontal/crop/status/${id}`;
  };

  it.each(['frame=', 'frame=sideways', 'frame=upright&frame=original'])('is not %s', async (query) => {
    const answer = await problem(await fetch(`${await done()}?${query}`));
    expect(answer).toMatchObject({ status: 422, code: 'invalid_request', detail: 'The parameter `frame` is upright or original.' });
  });

  it('is upright where none is named', async () => {
    const url = await done();
    const [named, unnamed] = [await fetch(`${url}?frame=upright`), await fetch(url)];
    expect(named.headers.get('etag')).toBe(unnamed.headers.get('etag'));
    expect(await json(named)).toEqual(await json(unnamed));
  });

  it('can be the one that the portrait was sent in, with an entity tag of its own', async () => {
    const url = await done();
    const [upright, original] = [await fetch(url), await fetch(`${url}?frame=original`)];
    expect(original.headers.get('etag')).not.toBe(upright.headers.get('etag'));
    // The upright frame of this result lies 2 to the right and 1 below.
    const skin = { parts: [{ outer: [[-1, 0], [7, 0], [7, 8], [-1, 8]], holes: [] }], area_px: 64, centroid: [3, 4], bbox: [-1, 0, 8, 8] };
    expect(await json(original)).toMatchObject({
      frame: 'original',
      mask_contours: { '1': skin.parts[0]!.outer },
      landmarks: [[1, 2], [4, 2]],
      regions: [skin],
    });
  });
});
