import { Registry } from 'prom-client';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_STYLE } from '../../../src/geometry/drawing/style.ts';
import { SUBMIT_EXAMPLE } from '../../../src/http/input/body-example.ts';
import { SUBMISSION_ID } from '../../../src/contract/submission-id.ts';
import { LIMITS, serve, useApi } from '../support/api.ts';
import { bodyOf, PLAIN } from '../support/bodies.ts';
import { json, problem, sendRaw, STATUS, SUBMIT, submit, submitted } from '../support/calls.ts';
import { expectDocumented } from '../support/documented.ts';
import { complete } from '../support/result.ts';

const api = useApi();

describe('submit', () => {
  it('accepts a submission and says where to ask for it', async () => {
    const response = await submit(api().url, PLAIN);
    const body = await json(response);
    expect(response.status).toBe(202);
    expect(body).toEqual({
      id: expect.stringMatching(SUBMISSION_ID),
      status: 'pending',
      links: {
        status: `${STATUS}/${body['id']}`,
        svg: `/api/v1/submissions/${body['id']}/svg`,
        temporal: `http://127.0.0.1:8233/namespaces/default/workflows/${body['id']}`,
      },
    });
    expect(response.headers.get('location')).toBe(`${STATUS}/${body['id']}`);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('keeps the bytes, and starts a run that knows digests only', async () => {
    const id = await submitted(api().url, PLAIN);
    const [input] = api().runs.started;
    expect(input).toEqual({
      submissionId: id,
      portrait: expect.stringMatching(/^[0-9a-f]{64}$/),
      labelMap: expect.stringMatching(/^[0-9a-f]{64}$/),
      landmarks: expect.stringMatching(/^[0-9a-f]{64}$/),
      delayMs: 0,
      placement: 'task-queue',
      options: {
        alignment: { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 },
        labels: { schema: null, include: null, exclude: [], merge: {}, palette: null, background: [], fit: 'auto', face: 'landmarks' },
        contours: { detail: 'balanced', smoothing: 0, min_part_px: 4, presmooth_px: 0 },
        style: DEFAULT_STYLE,
        zones: [],
        measures: false,
      },
    });
    const kept = await api().database.steps.load([input!.portrait, input!.labelMap, input!.landmarks]);
    expect(kept.get(input!.portrait)).toEqual(Buffer.from(PLAIN.image, 'base64'));
    expect(kept.get(input!.labelMap)).toEqual(Buffer.from(PLAIN.segmentation_map, 'base64'));
    expect(JSON.parse(String(kept.get(input!.landmarks)))).toEqual(PLAIN.landmarks.map(({ x, y }) => [x, y]));
  });

  it('hands on the options that were chosen', async () => {
    await submitted(api().url, {
      ...PLAIN,
      options: {
        alignment: { method: 'eyes', schema: 'mediapipe-478', canvas: 'keep' },
        labels: { schema: 'lapa-11', include: [5, 4, 4], exclude: [], merge: { lips: [9, 7, 9] }, palette: 'lapa-11' },
        contours: { detail: { tolerance_px: 0 }, min_part_px: 0, presmooth_px: 1.5 },
        style: { dash: 'none', regions: { '4': { fill: 'teal', dash: null } } },
        delay_ms: 250,
      },
    });
    expect(api().runs.started).toMatchObject([
      {
        delayMs: 250,
        options: {
          alignment: { method: 'eyes', schema: 'mediapipe-478', canvas: 'keep' },
          labels: { schema: 'lapa-11', include: [4, 5], exclude: [], merge: { lips: [7, 9] }, palette: 'lapa-11' },
          contours: { detail: { tolerance_px: 0 }, min_part_px: 0, presmooth_px: 1.5 },
          style: { ...DEFAULT_STYLE, dash: null, regions: { '4': { fill: 'teal', dash: null } } },
        },
      },
    ]);
  });

  it('gives one id to one content, in whatever form it was sent', async () => {
    const id = await submitted(api().url, PLAIN);
    const lines = (text: string) => text.replace(/.{76}/g, '$&\r\n');
    const flat = PLAIN.landmarks.map(({ x, y }) => [x, y]);
    for (const same of [
      { ...PLAIN, options: {} },
      { ...PLAIN, options: { delay_ms: 5 } },
      { ...PLAIN, options: { retention: '30m' } },
      { ...PLAIN, options: { contours: { detail: 'balanced' } } },
      { ...PLAIN, options: { style: { theme: 'consultation' }, alignment: {} } },
      { ...PLAIN, image: `data:image/png;base64,${lines(PLAIN.image)}`, segmentation_map: `${lines(PLAIN.segmentation_map)}\n` },
      { ...PLAIN, landmarks: flat },
      { ...PLAIN, landmarks: flat.map(([x, y]) => [x, y, 0.5]) },
      { ...PLAIN, landmarks: { landmarks: flat } },
      { ...PLAIN, landmarks: { landmarks: [flat] } },
    ]) {
      expect(await submitted(api().url, same)).toBe(id);
    }
    expect(api().runs.started).toHaveLength(1);
  });

  it('gives another id to another content', async () => {
    const moved = PLAIN.landmarks.map(({ x, y }, index) => ({ x: index === 0 ? x + 0.5 : x, y }));
    const bodies = [PLAIN, { ...PLAIN, landmarks: moved }, { ...PLAIN, options: { style: { stroke: 'red' } } }, bodyOf('synth-holes'), bodyOf('synth-hard')];
    const ids = [];
    for (const body of bodies) ids.push(await submitted(api().url, body));
    expect(new Set(ids).size).toBe(bodies.length);
    expect(api().runs.started).toHaveLength(bodies.length);
  });

  it('takes fifty equal ones at once as one', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, () => submit(api().url, PLAIN)));
    const bodies = await Promise.all(responses.map(json));
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([202]));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(api().runs.started).toHaveLength(1);
  });

  it('takes twenty large ones at once, a few at a time', async () => {
    const limits = { ...LIMITS, bodyBytes: 4 * 2 ** 20 };
    const large = await serve({ ...api().deps, limits, registry: new Registry() });
    // Line breaks, of two bytes each in JSON, are left out of base64.
    const image = PLAIN.image + '\n'.repeat(2 ** 20);
    const bodies = Array.from({ length: 20 }, (_, label) => ({ ...PLAIN, image, options: { labels: { exclude: [label + 1] } } }));
    const statuses = await Promise.all(
      bodies.map(async (body) => (await submit(large.url, body)).status),
    );
    await large.close();
    expect(statuses).toEqual(Array(20).fill(202));
    expect(api().runs.started).toHaveLength(20);
  });

  it('answers 503 where too many large ones wait, and takes the small ones all the same', async () => {
    const bodyGate = { atOnce: 0, inLine: 0, longestWaitMs: 0 };
    const crowded = await serve({ ...api().deps, bodyGate, registry: new Registry() });
    const refusal = await sendRaw(crowded.url, JSON.stringify(PLAIN).padEnd(LIMITS.bodyBytes));
    expect(refusal.headers.get('retry-after')).toBe('5');
    expect(await problem(refusal)).toMatchObject({ status: 503, code: 'busy' });
    // What could not be taken in an empty house either is told so.
    const tooLarge = await sendRaw(crowded.url, JSON.stringify(PLAIN).padEnd(LIMITS.bodyBytes + 1));
    expect(await problem(tooLarge)).toMatchObject({ status: 413, code: 'too_large' });
    expect((await submit(crowded.url, PLAIN)).status).toBe(202);
    await crowded.close();
  });

  it('answers 200 without Temporal where the result is there already', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    api().runs.away = true;
    const response = await submit(api().url, PLAIN, { prefer: 'wait=60' });
    expect(response.status).toBe(200);
    expect(response.headers.get('location')).toBe(`${STATUS}/${id}`);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(await json(response)).toMatchObject({ id, status: 'done' });
  });

  it('is counted, apart where the result was there', async () => {
    const id = await submitted(api().url, PLAIN);
    await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    await submit(api().url, PLAIN);
    await submit(api().url, {});
    const metrics = await (await fetch(`${api().url}/metrics`)).text();
    expect(metrics).toContain('frontal_submits_total{answer="accepted"} 2');
    expect(metrics).toContain('frontal_submits_total{answer="cached"} 1');
  });

  it('runs a failed one again', async () => {
    const id = await submitted(api().url, PLAIN);
    const failure = { code: 'internal', detail: 'It broke.', step: 'render' as const };
    await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure });
    api().runs.states.set(id, { kind: 'failed', runId: 'run-1', failure });
    expect(await submitted(api().url, PLAIN)).toBe(id);
    expect(api().runs.started.map((input) => input.submissionId)).toEqual([id, id]);
  });

  it('answers 503 while Temporal is away, and starts what it kept with the next submit', async () => {
    api().runs.away = true;
    const response = await submit(api().url, PLAIN);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problem(response)).toMatchObject({ status: 503, code: 'unavailable' });
    api().runs.away = false;
    const id = await submitted(api().url, PLAIN);
    expect(api().runs.started.map((input) => input.submissionId)).toEqual([id]);
  });

  it('answers 503 while PostgreSQL is away', async () => {
    await api().database.dataSource.destroy();
    expect(await problem(await submit(api().url, PLAIN))).toMatchObject({ status: 503, code: 'unavailable' });
    await api().database.dataSource.initialize();
  });

  it('holds the answer until the submission ends', async () => {
    const held = submit(api().url, PLAIN, { prefer: 'wait=60' });
    await expect.poll(() => api().runs.started.length).toBe(1);
    await complete(api().database.steps, api().runs.started[0]!.submissionId);
    const response = await held;
    expect(response.status).toBe(200);
    expect(response.headers.get('preference-applied')).toBe('wait=60');
    expect(await json(response)).toMatchObject({ status: 'done' });
  });

  it('holds the answer no longer than asked', async () => {
    const response = await submit(api().url, PLAIN, { prefer: 'respond-async, wait=1' });
    expect(response.status).toBe(202);
    expect(response.headers.get('preference-applied')).toBe('wait=1');
    expect(await json(response)).toMatchObject({ status: 'pending' });
  });

  it('measures landmarks in the frame after EXIF orientation', async () => {
    const portrait = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'white' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const body = (x: number, y: number) => ({
      ...PLAIN,
      image: portrait.toString('base64'),
      landmarks: [[50, 50], [x, y]],
    });
    expect((await submit(api().url, body(190, 290))).status).toBe(202);
    expect((await submit(api().url, { ...body(290, 190), options: { orientation: 'exif' } })).status).toBe(422);
  });

  it('is a 410 where the submission is erased while its sender waits', async () => {
    const { url, deps, database } = api();
    const id = await submitted(url, PLAIN);
    const listening = vi.spyOn(deps.endedListener, 'waitFor');
    const waiting = submit(url, PLAIN, { prefer: 'wait=60' });
    await expect.poll(() => listening.mock.calls.length).toBe(1);
    listening.mockRestore();
    await database.submissions.erase(id, 'deleted');
    const response = await waiting;
    expect(response.status).toBe(410);
    expect(await expectDocumented(SUBMIT, 'post', response)).toMatchObject({ code: 'gone' });
  });

  it('takes eyes by their index without any schema', async () => {
    const body = { ...PLAIN, landmarks: [[100, 100], [200, 110], [150, 200]] };
    expect((await submit(api().url, body)).status).toBe(422);
    expect((await submit(api().url, { ...body, options: { alignment: { method: 'first-two' } } })).status).toBe(202);
  });

  it('takes the example of its own documentation', async () => {
    expect((await submit(api().url, SUBMIT_EXAMPLE)).status).toBe(202);
  });

  it('takes JSON with a charset and a byte order mark', async () => {
    const response = await fetch(`${api().url}/api/v1/frontal/crop/submit`, {
      method: 'POST',
      body: `\ufeff${JSON.stringify(PLAIN)}`,
      headers: { 'content-type': 'Application/JSON; charset="UTF-8"' },
    });
    expect(response.status).toBe(202);
  });
});
