import { describe, expect, it, vi } from 'vitest';
import { parseApiKeys, tenantOf } from '../../../src/settings/api-keys.ts';
import { encodePng } from '../../support/png.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, submit, SUBMISSIONS, submitted } from '../support/calls.ts';
import { complete } from '../support/result.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;

function draw(id: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${api().url}${SUBMISSIONS}/${id}/drawings`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } });
}

describe('a drawing is refused', () => {
  it('of an unknown or an erased submission', async () => {
    expect(await problem(await draw(UNKNOWN, {}))).toMatchObject({ status: 404, code: 'not_found' });
    const id = await submitted(api().url, PLAIN);
    await api().database.submissions.erase(id, 'deleted');
    expect(await problem(await draw(id, {}))).toMatchObject({ status: 410, code: 'gone' });
  });

  it.each<[what: string, body: unknown, status: number, code: string, pointer?: string]>([
    ['no JSON', '{', 400, 'invalid_json'],
    ['no object', [], 422, 'invalid_request', ''],
    ['an unknown group', { options: {} }, 422, 'invalid_option', '/options'],
    ['an option that is none of a drawing', { delay_ms: 5 }, 422, 'invalid_option', '/delay_ms'],
    ['a group that is none', { style: 'red' }, 422, 'invalid_option', '/style'],
    ['a group that is null', { contours: null }, 422, 'invalid_option', '/contours'],
    ['an unknown option', { style: { colour: 'red' } }, 422, 'invalid_option', '/style/colour'],
    ['a value out of range', { contours: { smoothing: 2 } }, 422, 'invalid_option', '/contours/smoothing'],
    ['a value that is none', { style: { regions: { '1': { fill: 'url(#a)' } } } }, 422, 'invalid_option', '/style/regions/1/fill'],
    ['a hidden key', '{"style":{"regions":{"__proto__":{"fill":"red"}}}}', 422, 'invalid_option', '/style/regions/__proto__'],
    ['a landmark schema that the landmarks do not fit', { alignment: { schema: 'ibug-68' } }, 422, 'unknown_landmark_schema', '/alignment'],
    ['more than fits', { style: { regions: Object.fromEntries(Array.from({ length: 250 }, (_, i) => [i + 1, { fill: '#123456', dash: '6 4' }])) } }, 422, 'invalid_option', ''],
  ])('for %s', async (_what, body, code, name, pointer) => {
    const id = await submitted(api().url, PLAIN);
    const refused = await problem(await draw(id, body));
    expect(refused).toMatchObject({ status: code, code: name });
    if (pointer !== undefined) expect(refused.errors[0]).toMatchObject({ pointer });
    expect(api().runs.started).toHaveLength(1);
  });

  it('for a palette that its map cannot have', async () => {
    const wide = encodePng(16, 16, Array.from({ length: 256 }, (_, i) => i % 3), { colourType: 0, bitDepth: 16 });
    const id = await submitted(api().url, { ...PLAIN, segmentation_map: wide.toString('base64') });
    const refused = await problem(await draw(id, { labels: { palette: 'lapa-11' } }));
    expect(refused).toMatchObject({ status: 422, code: 'invalid_segmentation_map', errors: [{ pointer: '/labels/palette' }] });
  });

  it('as another media type, or as more than a drawing takes', async () => {
    const id = await submitted(api().url, PLAIN);
    expect(await problem(await draw(id, '{}', { 'content-type': 'text/plain' }))).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect(await problem(await draw(id, `{"style":"${'x'.repeat(70_000)}"}`))).toMatchObject({ status: 413, code: 'too_large' });
  });
});

describe('a drawing', () => {
  it('is a submission of its own, of what was sent for the other one', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const response = await draw(id, { style: { theme: 'print' } });
    const { id: other, status } = await json(response);
    expect([response.status, status]).toEqual([202, 'pending']);
    expect(response.headers.get('location')).toBe(`/api/v1/frontal/crop/status/${other}`);
    expect(other).not.toBe(id);
    const [first, second] = runs.started;
    expect(second).toEqual({ ...first, submissionId: other, options: { ...first!.options, style: { ...first!.options.style, theme: 'print' } } });
    expect(await database.submissions.find(other)).toMatchObject({ tenant: null, status: 'pending' });
    // The id that the whole submission would have had.
    expect(await submitted(url, { ...PLAIN, options: { style: { theme: 'print' } } })).toBe(other);
  });

  it('of nothing new is the submission itself', async () => {
    const id = await submitted(api().url, PLAIN);
    expect((await json(await draw(id, {})))['id']).toBe(id);
    expect(api().runs.started).toHaveLength(1);
  });

  it('states options one by one, regions label by label, and leaves the rest', async () => {
    const { url, runs } = api();
    const options = {
      contours: { detail: { tolerance_px: 1 }, smoothing: 0.5 },
      labels: { exclude: [3] },
      zones: ['chin'],
      style: { stroke_width: 3, regions: { '1': { fill: 'red', dash: '1 2' }, '2': { fill: 'blue' } } },
    };
    const id = await submitted(url, { ...PLAIN, options });
    await draw(id, { contours: { detail: { max_points: 90 } }, style: { regions: { '1': { fill: 'teal' }, '2': {} } }, zones: [], measures: true });
    expect(runs.started[1]!.options).toMatchObject({ labels: { exclude: [3] }, zones: [], measures: true });
    expect(runs.started[1]!.options.contours).toMatchObject({ detail: { max_points: 90 }, smoothing: 0.5 });
    expect(runs.started[1]!.options.contours.detail).toEqual({ max_points: 90 });
    expect(runs.started[1]!.options.style).toMatchObject({ stroke_width: 3, regions: { '1': { fill: 'teal' }, '2': {} } });
    expect(runs.started[1]!.options.style.regions['1']).toEqual({ fill: 'teal' });
  });

  it('that is known loads nothing, and asks Temporal nothing once it is done', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const { id: other } = await json(await draw(id, { measures: true }));
    const loading = vi.spyOn(database.submissions, 'loadArtifact');
    expect((await draw(id, { measures: true })).status).toBe(202);
    expect(runs.started).toHaveLength(2);
    await complete(database.steps, other);
    runs.away = true;
    const response = await draw(id, { measures: true });
    expect([response.status, (await json(response))['status']]).toEqual([200, 'done']);
    expect(loading).not.toHaveBeenCalled();
    loading.mockRestore();
  });

  it.each(['failed', 'cancelled'] as const)('can be made of a submission that is %s', async (ended) => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: ended, failure: null });
    expect((await draw(id, { contours: { detail: 'editable' } })).status).toBe(202);
  });

  it('outlives the submission it was made of', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    const { id: other } = await json(await draw(id, { measures: true }));
    expect((await fetch(`${url}${SUBMISSIONS}/${id}`, { method: 'DELETE' })).status).toBe(204);
    const row = (await database.submissions.find(other))!;
    for (const digest of [row.portrait, row.labelMap, row.landmarks]) expect(await database.submissions.loadArtifact(digest)).not.toBeNull();
  });

  it('expires no later than what it was made of, however often it is made again', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    await database.dataSource.query(`UPDATE submission SET accepted_at = now() - interval '50 minutes', expires_at = now() + interval '10 seconds'`);
    const { expiresAt } = (await database.submissions.find(id))!;
    const { id: first } = await json(await draw(id, { measures: true }));
    const { id: second } = await json(await draw(first, { zones: ['chin'] }));
    expect(second).not.toBe(first);
    for (const drawn of [first, second]) expect((await database.submissions.find(drawn))!.expiresAt).toEqual(expiresAt);
  });

  it('is gone where what it is made of expires while it is read, and so is the drawing', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const { loadArtifact } = database.submissions;
    const expiring = vi.spyOn(database.submissions, 'loadArtifact').mockImplementationOnce(async (digest) => {
      while ((await database.submissions.find(id)) !== null);
      return loadArtifact(digest);
    });
    await database.dataSource.query(`UPDATE submission SET expires_at = now() + interval '100 milliseconds'`);
    expect(await problem(await draw(id, { measures: true }))).toMatchObject({ status: 410, code: 'gone' });
    expiring.mockRestore();
    expect([...runs.states.keys()]).toEqual([id]);
  });

  it('is gone where the submission is erased while it is read', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    const { loadArtifact } = database.submissions;
    const erasing = vi.spyOn(database.submissions, 'loadArtifact').mockImplementationOnce(async (digest) => {
      await database.submissions.erase(id, 'deleted');
      return loadArtifact(digest);
    });
    expect(await problem(await draw(id, { measures: true }))).toMatchObject({ status: 410, code: 'gone' });
    erasing.mockRestore();
  });

  it('is a 503 while Temporal is away, and is started by the next who asks', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.away = true;
    expect(await problem(await draw(id, { measures: true }))).toMatchObject({ status: 503, code: 'unavailable' });
    api().runs.away = false;
    expect((await draw(id, { measures: true })).status).toBe(202);
    expect(api().runs.started).toHaveLength(2);
  });
});

describe('where the backlog is full', () => {
  const full = useApi({ maxPending: 1 });
  it('a new drawing is refused', async () => {
    const id = await submitted(full().url, PLAIN);
    const response = await fetch(`${full().url}${SUBMISSIONS}/${id}/drawings`, {
      method: 'POST',
      body: '{"measures":true}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await problem(response)).toMatchObject({ status: 503, code: 'busy' });
  });
});

describe('a tenant', () => {
  const keys = parseApiKeys('clinic:clinic-key,lab:lab-key-1')!;
  const guarded = useApi({ access: { tenantOf: (key) => tenantOf(keys, key), requestsPerMinute: null, corsOrigins: [] } });
  it('draws what is its own, and nothing else', async () => {
    const { url, database } = guarded();
    const { id } = await json(await submit(url, PLAIN, { 'x-api-key': 'clinic-key' }));
    const ask = (key: string) =>
      fetch(`${url}${SUBMISSIONS}/${id}/drawings`, { method: 'POST', body: '{"measures":true}', headers: { 'content-type': 'application/json', 'x-api-key': key } });
    expect(await problem(await ask('lab-key-1'))).toMatchObject({ status: 404 });
    const { id: other } = await json(await ask('clinic-key'));
    expect(await database.submissions.find(other)).toMatchObject({ tenant: (await database.submissions.find(id))!.tenant });
  });
});
