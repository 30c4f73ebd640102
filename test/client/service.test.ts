import { describe, expect, test } from 'vitest';
import { ARTIFACTS, createClient, type ArtifactKind, type SubmissionEvent } from '../../src/client/index.ts';
import { useApi } from '../http/support/api.ts';
import { fixture, PLAIN } from '../http/support/bodies.ts';
import { submitted } from '../http/support/calls.ts';
import { complete, DOCUMENT, SVG } from '../http/support/result.ts';
import { running } from '../http/support/runs.ts';

/** The client over the real app: what is not a matter of one side alone. */
const api = useApi();
const client = () => createClient({ baseUrl: api().url });
const CASE = { portrait: fixture('synth-plain/portrait.png'), labelMap: fixture('synth-plain/map.png'), landmarks: PLAIN.landmarks };

test('a submission as multipart has the id that it has as JSON', async () => {
  const { id, status } = await client().submit(CASE);
  expect({ id, status }).toEqual({ id: await submitted(api().url, PLAIN), status: 'pending' });
  const base64 = { ...CASE, portrait: PLAIN.image, labelMap: new Blob([CASE.labelMap]) };
  expect((await client().submit(base64)).id).toBe(id);
});

test('refusals come with their pointers', async () => {
  const refused = client().submit({ portrait: '', labelMap: CASE.labelMap, landmarks: [], options: { contours: { smoothing: 7 } } });
  await expect(refused).rejects.toMatchObject({ code: 'invalid_landmarks', status: 422, errors: [{ pointer: '/landmarks' }, { pointer: '/image' }, { pointer: '/options/contours/smoothing' }] });
});

test('waiting hears of the end, and the answer is the whole of it', async () => {
  const { id } = await client().submit(CASE);
  let ending = Promise.resolve();
  const answer = await client().waitFor(id, { onProgress: () => (ending = complete(api().database.steps, id)) });
  await ending;
  if (answer.status !== 'done') throw new Error(`it is ${answer.status}`);
  expect(answer.quality).toEqual(DOCUMENT.quality);
  expect(Buffer.from(answer.svg, 'base64').toString()).toBe(SVG);
  expect((await client().status(id, { frame: 'original' }))).toMatchObject({ frame: 'original', landmarks: [[1, 2], [4, 2]] });
});

test('what has not changed is not sent again', async () => {
  const { id } = await client().submit(CASE);
  await complete(api().database.steps, id);
  const first = await client().statusIfChanged(id, null);
  expect(first).toMatchObject({ answer: { status: 'done' }, etag: expect.stringMatching(/^"/) });
  expect(await client().statusIfChanged(id, first!.etag)).toBeNull();
  const svg = await client().artifact(id, 'svg');
  expect(svg).toMatchObject({ mediaType: 'image/svg+xml', etag: expect.stringMatching(/^"/) });
  expect(Buffer.from(svg.bytes).toString()).toBe(SVG);
  expect(await client().artifactIfChanged(id, 'svg', svg.etag!)).toBeNull();
});

/** Without `png`, since the test's SVG has no size to paint. */
const MADE_OF_THE_DOCUMENT: ArtifactKind[] = ['svg', 'geojson', 'coco', 'labelme', 'label-map'];

test.each(MADE_OF_THE_DOCUMENT)('%s is a file of its kind', async (kind) => {
  const { id } = await client().submit(CASE);
  await complete(api().database.steps, id);
  const { bytes, mediaType } = await client().artifact(id, kind, { maxSide: 64, segmentation: 'rle', frame: 'original' });
  expect(bytes.byteLength).toBeGreaterThan(30);
  if (ARTIFACTS[kind].endsWith('json')) expect(JSON.parse(Buffer.from(bytes).toString())).toBeTypeOf('object');
  else expect(mediaType).toMatch(/^image\//);
});

test('every page of a list', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await client().submit({ ...CASE, options: { contours: { min_part_px: n } } })).id);
  const listed = [];
  for await (const one of client().list({ pageSize: 2, status: 'pending' })) listed.push(one.id);
  expect(listed).toEqual(ids.toReversed());
});

test('a drawing is another submission of the same pictures', async () => {
  const { id } = await client().submit(CASE);
  await complete(api().database.steps, id);
  const drawn = await client().drawings(id, { style: { theme: 'print' } });
  expect(drawn.id).not.toBe(id);
  expect(api().runs.started.at(-1)!.options.style.theme).toBe('print');
  const { portrait } = api().runs.started[0]!;
  expect(api().runs.started.at(-1)!.portrait).toBe(portrait);
});

test('cancelling and erasing', async () => {
  const { id } = await client().submit(CASE);
  expect((await client().cancel(id)).id).toBe(id);
  expect(api().runs.cancelled).toContain(id);
  await client().erase(id);
  await expect(client().status(id)).rejects.toMatchObject({ status: 410, code: 'gone' });
  await client().erase(id);
});

test('health', async () => {
  expect(await client().live()).toEqual({ status: 'live' });
  expect(await client().ready()).toMatchObject({ status: 'ready' });
});

describe('events', () => {
  test('up to the end, and from where one left', async () => {
    const { id } = await client().submit(CASE);
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    const seen: SubmissionEvent[] = [];
    for await (const event of client().events(id)) {
      seen.push(event);
      if (seen.length === 1) await complete(api().database.steps, id);
    }
    expect(seen).toMatchObject([{ status: 'pending', phase: 'running', step: 'contour', progress: 0.5 }, { id, status: 'done' }]);
    const later = [];
    for await (const event of client().events(id, { lastEventId: seen[0]!.eventId })) later.push(event);
    expect(later).toEqual([seen[1]]);
    for await (const event of client().events(id, { lastEventId: seen[1]!.eventId })) expect(event).toBeUndefined();
  });

  test('of nothing that is there', async () => {
    await expect(client().events('x').next()).rejects.toMatchObject({ code: 'not_found' });
  });
});
