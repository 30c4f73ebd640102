import { describe, expect, it, vi } from 'vitest';
import { encodePng } from '../../support/png.ts';
import { useApi } from '../support/api.ts';
import { bodyOf, fixture, PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit, submitted } from '../support/calls.ts';
import { useSteps } from '../support/process.ts';

const api = useApi();
const process = useSteps();
const VALIDATE = '/api/v1/validate';

function validate(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(api().url + VALIDATE, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } });
}

const EMPTY_MAP = encodePng(16, 16, new Uint8Array(256), { colourType: 0, bitDepth: 8 }).toString('base64');
const cut = (image: string) => Buffer.from(image, 'base64').subarray(0, 2000).toString('base64');

describe('what a submit refuses', () => {
  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['nothing', {}],
    ['no landmarks', { ...PLAIN, landmarks: [] }],
    ['three landmarks', { ...PLAIN, landmarks: [[1, 1], [2, 2], [3, 1]] }],
    ['no picture', { ...PLAIN, image: Buffer.from('text').toString('base64') }],
    ['a JPEG as a map', { ...PLAIN, segmentation_map: fixture('synth-hard/portrait.jpg').toString('base64') }],
    ['an unknown option', { ...PLAIN, options: { colour: 'red' } }],
    ['an unknown field', { ...PLAIN, name: 'x' }],
  ])('is refused alike: %s', async (_what, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const [here, there] = [await validate(text), await fetch(`${api().url}/api/v1/frontal/crop/submit`, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } })];
    expect(here.status).toBeGreaterThanOrEqual(400);
    expect(await problem(here)).toEqual(await problem(there));
  });

  it('is refused by its headers alike', async () => {
    expect(await problem(await validate(PLAIN, { 'content-type': 'text/plain' }))).toMatchObject({ status: 415 });
    expect(await problem(await validate(' '.repeat(2_000_001)))).toMatchObject({ status: 413, code: 'too_large' });
  });
});

describe('what ends a submission as failed', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['an empty map', { segmentation_map: EMPTY_MAP }, 'NoFace'],
    ['a portrait that is cut short', { image: cut(bodyOf('synth-hard').image) }, 'invalid_image'],
    ['a map that is cut short', { segmentation_map: Buffer.from(PLAIN.segmentation_map, 'base64').subarray(0, 200).toString('base64') }, 'invalid_segmentation_map'],
  ])('is refused here, with its code: %s', async (_what, changes, code) => {
    const body = { ...PLAIN, ...changes };
    const refused = await problem(await validate(body));
    expect(refused).toMatchObject({ status: 422, code });
    await submitted(api().url, body);
    await expect(process(api().database.steps, api().runs.started[0]!)).rejects.toMatchObject({ code, message: refused.detail });
  });
});

describe('what is taken', () => {
  it('is told what the status tells once it is done, and nothing is stored or started', async () => {
    const { url, database, runs } = api();
    const body = { ...bodyOf('synth-hard'), options: { labels: { merge: { lips: [7, 9] } } } };
    const response = await validate(body);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const found = await json(response);
    expect(response.status).toBe(200);
    const rows = await database.dataSource.query('SELECT digest FROM artifact UNION ALL SELECT id FROM submission UNION ALL SELECT key FROM step_output');
    expect([rows, runs.calls]).toEqual([[], 0]);

    const id = await submitted(url, body);
    await process(database.steps, runs.started[0]!);
    const done = await json(await status(url, id));
    expect(found).toMatchObject({ valid: true, id, alignment: done['alignment'], labels: done['labels'], warnings: done['warnings'] });
    const named = (regions: any[]) => regions.map(({ label, name, subject_side }) => ({ label, name, subject_side }));
    expect(named(found['regions'])).toEqual(named(done['regions']));
    const [width, height] = found['label_map_size'];
    expect(found['regions'].reduce((sum: number, { pixels }: { pixels: number }) => sum + pixels, 0)).toBeLessThan(width * height);
    expect(found['regions'].find(({ name }: { name: string }) => name === 'lips').pixels).toBeGreaterThan(0);
  });

  it('may be a form, and has the same answer then', async () => {
    const form = new FormData();
    form.append('image', new Blob([fixture('synth-plain/portrait.png')]), 'portrait.png');
    form.append('segmentation_map', new Blob([fixture('synth-plain/map.png')]), 'map.png');
    form.append('landmarks', JSON.stringify(PLAIN.landmarks));
    const response = await fetch(api().url + VALIDATE, { method: 'POST', body: form });
    expect(await json(response)).toEqual(await json(await validate(PLAIN)));
  });

  it('needs neither Temporal nor PostgreSQL', async () => {
    api().runs.away = true;
    await api().database.dataSource.destroy();
    expect((await validate(PLAIN)).status).toBe(200);
    await api().database.dataSource.initialize();
  });
});

it('is asked by POST alone', async () => {
  const response = await fetch(api().url + VALIDATE);
  expect(response.headers.get('allow')).toBe('POST');
  expect(await problem(response)).toMatchObject({ status: 405 });
});

it('decodes two at once, whatever their size', async () => {
  const { inspect } = api().deps;
  let working = 0;
  let most = 0;
  const watched = vi.spyOn(api().deps, 'inspect').mockImplementation(async (submission, held) => {
    most = Math.max(most, ++working);
    return inspect(submission, held).finally(() => (working -= 1));
  });
  const statuses = (await Promise.all(Array.from({ length: 8 }, async () => validate(PLAIN)))).map((response) => response.status);
  expect([most, new Set(statuses)]).toEqual([2, new Set([200])]);
  watched.mockRestore();
  expect((await submit(api().url, PLAIN)).status).toBe(202);
});
