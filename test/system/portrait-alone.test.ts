import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { decode, encode } from 'fast-png';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Coordinates, ResultDocument } from '../../src/contract/result.ts';
import type { StatusAnswer } from '../support/raw-service.ts';
import { ended, useSharedSystem } from '../support/system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const system = useSharedSystem();
const HAIR = 10;
const PARTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, HAIR, 11];

/** To its end. No other test file sends a portrait alone. */
async function sent(image: Uint8Array, others: object = {}): Promise<StatusAnswer> {
  const { service } = system();
  const { id } = await service.submit(JSON.stringify({ image: Buffer.from(image).toString('base64'), ...others }));
  return ended(service, id);
}
const get = async (id: string, path: string) => fetch(`${system().url}/api/v1/submissions/${id}/${path}?frame=original`);
const labelMapOf = async (id: string) => decode(new Uint8Array(await (await get(id, 'label-map')).arrayBuffer()));

test('a picture without a face fails in the step that looks for one, at the first attempt', async () => {
  const wall = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#cfe3ef' } }).png().toBuffer();
  const { id, status, error } = await sent(wall);
  expect({ status, error }).toMatchObject({ status: 'failed', error: { code: 'no_face_found', step: 'find' } });
  const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
  const attempts = (events ?? []).flatMap(({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? []);
  expect(attempts).toEqual(attempts.map(() => 1));
});

let portrait: Buffer;
let alone: StatusAnswer;
beforeAll(async () => {
  portrait = await readFile('fixtures/astronaut/portrait.jpg');
  alone = await sent(portrait);
});

test('one photo alone is done, and says what was found', () => {
  expect(alone).toMatchObject({
    status: 'done',
    found: { landmarks: { model: 'mediapipe-face-mesh-468', faces: 1 }, label_map: { labels: PARTS } },
    labels: { schema: 'frontal-11', source: 'stated' },
    alignment: { schema: 'mediapipe-468' },
  });
  expect(alone.found!.landmarks!.score).toBeGreaterThan(0.9);
  expect(alone.regions!.map(({ label }) => label)).toEqual(PARTS);
  expect(alone.timings_ms!).toHaveProperty('find');
});

test('Temporal shows the step by its summary, and holds no point of the face', async () => {
  const { events } = await system().temporal.client.workflow.getHandle(alone.id).fetchHistory();
  const find = (events ?? []).find(({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'find')!;
  expect(Buffer.from(find.userMetadata!.summary!.data!).toString()).toBe('"Find a face: landmarks and label map"');
  const done = (events ?? []).find(({ activityTaskCompletedEventAttributes: completed }) => Number(completed?.scheduledEventId) === Number(find.eventId))!;
  const [payload] = done.activityTaskCompletedEventAttributes!.result!.payloads!;
  const output: unknown = JSON.parse(Buffer.from(payload!.data!).toString());
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(output).toEqual({ landmarks: digest, labelMap: digest, found: digest, faces: 1, warnings: [], ms: expect.any(Number) });
});

test('what was found is fetched, corrected, and sent back', async () => {
  const landmarks = (await (await get(alone.id, 'landmarks')).json()) as Coordinates[];
  expect(landmarks).toHaveLength(468);
  const map = await labelMapOf(alone.id);
  const { alignment } = alone as ResultDocument;
  expect([map.width, map.height]).toEqual(alignment.original_size);

  // The hair of the lower half of the picture is none; and the mouth's right corner lies a little higher.
  const corrected = Uint8Array.from(map.data, (label, i) => (label === HAIR && i >= map.data.length / 2 ? 0 : label));
  expect(corrected).not.toEqual(Uint8Array.from(map.data));
  const [x, y] = landmarks[61]!;
  landmarks[61] = [x, y - 2];
  const png = encode({ width: map.width, height: map.height, data: corrected, channels: 1 });
  const back = await sent(portrait, { segmentation_map: Buffer.from(png).toString('base64'), landmarks, options: { labels: { schema: 'frontal-11' } } });

  expect(back).toMatchObject({ status: 'done', labels: { schema: 'frontal-11' } });
  expect(back).not.toHaveProperty('found');
  expect(back.id).not.toBe(alone.id);
  expect(back.regions!.map(({ label }) => label)).toEqual(PARTS);
  const drawn = await labelMapOf(back.id);
  const lower = Array.from(drawn.data.slice(drawn.data.length / 2));
  expect(lower.filter((label) => label === HAIR).length).toBeLessThan(0.001 * lower.length);
  expect(((await (await get(back.id, 'landmarks')).json()) as Coordinates[])[61]).toEqual([x, y - 2].map((at) => expect.closeTo(at, 1)));
});

describe('on the command line', () => {
  const PORTRAIT = resolve('fixtures/astronaut/portrait.jpg');
  const program = (script: string, args: string[], cwd = process.cwd()) =>
    promisify(execFile)(process.execPath, [resolve('dist/src/cli', script), ...args], { maxBuffer: 2 ** 28, cwd, env: { ...process.env, FRONTAL_URL: system().url } });

  test('`run` finds the same without a server, and draws the same', async () => {
    const { id, svg, found, mask_contours: contours } = JSON.parse((await program('frontal.js', ['run', PORTRAIT, '--json'])).stdout);
    expect({ id, found, contours }).toEqual({ id: alone.id, found: alone.found, contours: alone.mask_contours });
    expect(svg === alone.svg).toBe(true);
  });

  test('`submit` sends it, and `export` writes the landmarks', async () => {
    const { stdout } = await program('frontal.js', ['submit', PORTRAIT, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ id: alone.id, status: 'done' });
    const exported = await program('frontal.js', ['export', alone.id, '--format', 'landmarks', '--frame', 'original']);
    expect(JSON.parse(exported.stdout)).toHaveLength(468);
  });

  test('the demo draws it', async () => {
    const folder = await temporaryFolder();
    const { stdout } = await program('demo.js', ['--portrait', PORTRAIT], folder);
    expect(stdout).toContain(alone.id);
    expect((await readdir(`${folder}/out`)).toSorted()).toEqual(['portrait.png', 'portrait.svg']);
  });
});

test('a drawing of it looks for nothing anew', async () => {
  const { url, service } = system();
  const response = await fetch(`${url}/api/v1/submissions/${alone.id}/drawings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ style: { theme: 'print' } }),
  });
  const { id } = (await response.json()) as { id: string };
  const { status, found, timings_ms: times } = await ended(service, id);
  expect({ status, found }).toEqual({ status: 'done', found: alone.found });
  expect(times!.find).toBe(0);
});
