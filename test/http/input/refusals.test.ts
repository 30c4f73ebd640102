import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LABEL_PALETTE_COLOURS } from '../../../src/geometry/labels/palettes.ts';
import { encodePng } from '../../support/png.ts';
import { LIMITS, useApi } from '../support/api.ts';
import { fixture, PLAIN, type Body } from '../support/bodies.ts';
import { problem, sendRaw, submit } from '../support/calls.ts';

const api = useApi();

/** What is sent, and the status, code and pointer of the answer. */
type Refusal = [what: string, body: unknown, status: number, code: string, pointer: string];

const { image, segmentation_map: map, landmarks } = PLAIN;
const truncated = (name: string, bytes: number) => fixture(name).subarray(0, bytes).toString('base64');
const option = (options: unknown): Body => ({ ...PLAIN, options });
/** What it shows is found out by the worker: only the kind of file counts here. */
const PLAIN_MAP_IN_COLOUR = encodePng(2, 1, [0, 1], { colourType: 2, bitDepth: 8, colours: LABEL_PALETTE_COLOURS['lapa-11'] });
const points = (value: unknown): Body => ({ ...PLAIN, landmarks: value });

describe('submit refuses', () => {
  it.each<Refusal>([
    ['a list', [], 422, 'invalid_request', ''],
    ['null', null, 422, 'invalid_request', ''],
    ['a number', 7, 422, 'invalid_request', ''],
    ['an unknown field', { ...PLAIN, 'seg/map': 1 }, 422, 'invalid_request', '/seg~1map'],

    ['no landmarks', points([]), 422, 'invalid_landmarks', '/landmarks'],
    ['landmarks of null', points(null), 422, 'invalid_landmarks', '/landmarks'],
    ['landmarks as a text that holds none', points('these are no landmarks'), 422, 'invalid_landmarks', '/landmarks'],
    ['one landmark', points([{ x: 1, y: 2 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['coordinates as words', points([{ x: 'one', y: 2 }, { x: 3, y: 4 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['a coordinate that is missing', points([{ x: 1 }, { x: 3, y: 4 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['coincident landmarks', points([{ x: 9, y: 9 }, { x: 9, y: 9 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['landmarks outside', points([{ x: 9, y: 9 }, { x: 361, y: 9 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['negative landmarks', points([{ x: -1, y: 9 }, { x: 90, y: 9 }]), 422, 'invalid_landmarks', '/landmarks'],
    ['a count of landmarks that fits no schema', points(landmarks.slice(0, 77)), 422, 'unknown_landmark_schema', '/landmarks'],
    ['landmarks in no order of a face', points([...landmarks].reverse()), 422, 'unknown_landmark_schema', '/landmarks'],
    [
      'a schema with another count',
      { ...option({ alignment: { schema: 'ibug-68' } }) },
      422,
      'unknown_landmark_schema',
      '/landmarks',
    ],

    ['a portrait that is missing', { segmentation_map: map, landmarks }, 422, 'invalid_image', '/image'],
    ['an empty portrait', { ...PLAIN, image: '' }, 422, 'invalid_image', '/image'],
    ['a portrait of another type', { ...PLAIN, image: { base64: image } }, 422, 'invalid_image', '/image'],
    ['a portrait that is not base64', { ...PLAIN, image: '<svg/>' }, 422, 'invalid_image', '/image'],
    ['a portrait cut inside base64', { ...PLAIN, image: image.slice(0, -3) }, 422, 'invalid_image', '/image'],
    ['a portrait that is no image', { ...PLAIN, image: btoa('hello, world') }, 422, 'invalid_image', '/image'],
    ['a portrait cut in its header', { ...PLAIN, image: truncated('synth-plain/portrait.png', 20) }, 422, 'invalid_image', '/image'],
    ['an SVG as portrait', { ...PLAIN, image: btoa('<svg xmlns="http://www.w3.org/2000/svg"/>') }, 422, 'invalid_image', '/image'],

    ['a map of null', { image, landmarks, segmentation_map: null }, 422, 'invalid_segmentation_map', '/segmentation_map'],
    ['a face that is none to be found', option({ find: { face: 'smallest' } }), 422, 'invalid_option', '/options/find/face'],
    ['a score that no face has', option({ find: { least_score: 1.5 } }), 422, 'invalid_option', '/options/find/least_score'],
    ['a key of find that is none', option({ find: { landmarks: true } }), 422, 'invalid_option', '/options/find/landmarks'],
    ['an empty map', { ...PLAIN, segmentation_map: '' }, 422, 'invalid_segmentation_map', '/segmentation_map'],
    ['a map that is not base64', { ...PLAIN, segmentation_map: '%' }, 422, 'invalid_segmentation_map', '/segmentation_map'],
    ['a map as a list', { ...PLAIN, segmentation_map: [[0, 1]] }, 422, 'invalid_segmentation_map', '/segmentation_map'],
    [
      'a map cut in its header',
      { ...PLAIN, segmentation_map: truncated('synth-plain/map.png', 20) },
      422,
      'invalid_segmentation_map',
      '/segmentation_map',
    ],
    [
      'a colour picture as map',
      { ...PLAIN, segmentation_map: image },
      422,
      'invalid_segmentation_map',
      '/segmentation_map',
    ],
    [
      'a JPEG as map',
      { ...PLAIN, segmentation_map: fixture('synth-holes/portrait.jpg').toString('base64') },
      422,
      'lossy_segmentation_map',
      '/segmentation_map',
    ],

    ['options that are a list', option([]), 422, 'invalid_option', '/options'],
    ['options of null', option(null), 422, 'invalid_option', '/options'],
    ['an unknown option', option({ colour: 'red' }), 422, 'invalid_option', '/options/colour'],
    ['an unknown option of a group', option({ style: { strok: 'red' } }), 422, 'invalid_option', '/options/style/strok'],
    ['an option by the name of a prototype', JSON.parse(`{"image":"${image}","segmentation_map":"${map}","landmarks":[[100,100],[200,100]],"options":{"__proto__":{"a":1}}}`), 422, 'invalid_option', '/options/__proto__'],
    ['a region by the name of a prototype', option({ style: { regions: JSON.parse('{"__proto__":{"fill":"red"}}') } }), 422, 'invalid_option', '/options/style/regions/__proto__'],
    ['an unknown method', option({ alignment: { method: 'magic' } }), 422, 'invalid_option', '/options/alignment/method'],
    ['an unknown landmark schema', option({ alignment: { schema: 'mediapipe-1' } }), 422, 'invalid_option', '/options/alignment/schema'],
    ['an unknown canvas', option({ alignment: { canvas: 'stretch' } }), 422, 'invalid_option', '/options/alignment/canvas'],
    ['an unknown label schema', option({ labels: { schema: 'x' } }), 422, 'invalid_option', '/options/labels/schema'],
    ['the background among the labels', option({ labels: { include: [0] } }), 422, 'invalid_option', '/options/labels/include/0'],
    ['half a label', option({ labels: { exclude: [1, 2.5] } }), 422, 'invalid_option', '/options/labels/exclude/1'],
    ['an unknown palette', option({ labels: { palette: 'rainbow' } }), 422, 'invalid_option', '/options/labels/palette'],
    ['a merge under no name of a region', option({ labels: { merge: { 'Lips!': [7, 9] } } }), 422, 'invalid_option', '/options/labels/merge/Lips!'],
    ['a merge of nothing', option({ labels: { merge: { lips: [] } } }), 422, 'invalid_option', '/options/labels/merge/lips'],
    ['a merge with the background', option({ labels: { merge: { lips: [0, 7] } } }), 422, 'invalid_option', '/options/labels/merge/lips/0'],
    ['a label in two merges', option({ labels: { merge: { lips: [7, 9], mouth: [7, 8] } } }), 422, 'invalid_option', '/options/labels/merge'],
    ['65 merges', option({ labels: { merge: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`m${i}`, [i + 1]])) } }), 422, 'invalid_option', '/options/labels/merge'],
    ['a blur of minus one pixel', option({ contours: { presmooth_px: -1 } }), 422, 'invalid_option', '/options/contours/presmooth_px'],
    ['a blur of more than 16 pixels', option({ contours: { presmooth_px: 16.1 } }), 422, 'invalid_option', '/options/contours/presmooth_px'],
    ['a blur as text', option({ contours: { presmooth_px: '2' } }), 422, 'invalid_option', '/options/contours/presmooth_px'],
    ['a label beyond 16 bits', option({ labels: { exclude: [65_536] } }), 422, 'invalid_option', '/options/labels/exclude/0'],
    ['257 labels', option({ labels: { include: Array.from({ length: 257 }, (_, i) => i + 1) } }), 422, 'invalid_option', '/options/labels/include'],
    ['a tolerance below 0', option({ contours: { detail: { tolerance_px: -0.1 } } }), 422, 'invalid_option', '/options/contours/detail/tolerance_px'],
    ['a tolerance above 16', option({ contours: { detail: { tolerance_px: 16.1 } } }), 422, 'invalid_option', '/options/contours/detail/tolerance_px'],
    ['a tolerance as text', option({ contours: { detail: { tolerance_px: '1' } } }), 422, 'invalid_option', '/options/contours/detail/tolerance_px'],
    ['an unknown detail', option({ contours: { detail: 'finest' } }), 422, 'invalid_option', '/options/contours/detail'],
    ['a budget of no points', option({ contours: { detail: { max_points: 0 } } }), 422, 'invalid_option', '/options/contours/detail/max_points'],
    ['an IoU above 1', option({ contours: { detail: { min_iou: 1.01 } } }), 422, 'invalid_option', '/options/contours/detail/min_iou'],
    ['a detail of two kinds', option({ contours: { detail: { min_iou: 0.9, max_points: 9 } } }), 422, 'invalid_option', '/options/contours/detail'],
    ['a detail with an unknown member', option({ contours: { detail: { points: 5 } } }), 422, 'invalid_option', '/options/contours/detail'],
    ['a part of minus one pixel', option({ contours: { min_part_px: -1 } }), 422, 'invalid_option', '/options/contours/min_part_px'],
    ['half a pixel', option({ contours: { min_part_px: 0.5 } }), 422, 'invalid_option', '/options/contours/min_part_px'],
    ['a theme that is none', option({ style: { theme: 'noir' } }), 422, 'invalid_option', '/options/style/theme'],
    ['a switch that is no switch', option({ style: { landmarks: 'yes' } }), 422, 'invalid_option', '/options/style/landmarks'],
    ['an opacity above 1', option({ style: { fill_opacity: 1.1 } }), 422, 'invalid_option', '/options/style/fill_opacity'],
    ['a colour that is markup', option({ style: { stroke: '"/><script>' } }), 422, 'invalid_option', '/options/style/stroke'],
    ['a dash that is no dash', option({ style: { dash: 'dotted' } }), 422, 'invalid_option', '/options/style/dash'],
    ['a region that is no label', option({ style: { regions: { beard: {} } } }), 422, 'invalid_option', '/options/style/regions/beard'],
    ['a colour of a region', option({ style: { regions: { '3': { fill: 'url(#a)' } } } }), 422, 'invalid_option', '/options/style/regions/3/fill'],
    ['a retention that is no duration', option({ retention: '1 hour' }), 422, 'invalid_option', '/options/retention'],
    ['a retention of seconds', option({ retention: '90s' }), 422, 'invalid_option', '/options/retention'],
    ['a retention of nothing', option({ retention: '0h' }), 422, 'invalid_option', '/options/retention'],
    ['a retention beyond that of the service', option({ retention: '61m' }), 422, 'invalid_option', '/options/retention'],
    ['a delay below 0', option({ delay_ms: -1 }), 422, 'invalid_option', '/options/delay_ms'],
    ['a delay of more than a minute', option({ delay_ms: 60_001 }), 422, 'invalid_option', '/options/delay_ms'],
    [
      'options too long for a workflow',
      option({ style: { regions: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i + 1, { fill: '#112233', stroke: '#445566' }])) } }),
      422,
      'invalid_option',
      '/options',
    ],
  ])('%s', async (_what, body, expectedStatus, code, pointer) => {
    const refusal = await problem(await submit(api().url, body));
    expect(refusal).toMatchObject({ status: expectedStatus, code });
    expect(refusal.errors[0]).toMatchObject({ pointer, code });
    expect(api().runs.calls).toBe(0);
  });

  it('bodies that are not JSON', async () => {
    for (const body of ['', '{', 'image=1', '{"image": "a" "b"}', Buffer.from([0x22, 0xff, 0x22]), '{"a":NaN}']) {
      expect(await problem(await sendRaw(api().url, body))).toMatchObject({ status: 400, code: 'invalid_json', errors: [] });
    }
  });

  it.each([
    ['no type', { 'content-type': '' }],
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a relative of JSON', { 'content-type': 'application/jsonp' }],
    ['another encoding of characters', { 'content-type': 'application/json; charset=utf-16' }],
    ['a compressed body', { 'content-encoding': 'gzip' }],
  ])('bodies of another media type: %s', async (_what, headers) => {
    const refusal = await problem(await sendRaw(api().url, JSON.stringify(PLAIN), headers));
    expect(refusal).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('a body over the limit by its length', async () => {
    const refusal = await problem(await sendRaw(api().url, Buffer.alloc(LIMITS.bodyBytes + 1, 0x20)));
    expect(refusal).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('a body over the limit that does not tell its length', async () => {
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    let left = 2 * LIMITS.bodyBytes;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= chunk.length;
        if (left < 0) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${api().url}/api/v1/frontal/crop/submit`, init as RequestInit);
    expect(await problem(response)).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('a portrait over the byte limit', async () => {
    const bytes = Buffer.concat([fixture('synth-plain/portrait.png'), Buffer.alloc(LIMITS.portrait.maxBytes)]);
    const refusal = await problem(await submit(api().url, { ...PLAIN, image: bytes.toString('base64') }));
    expect(refusal).toMatchObject({ status: 413, code: 'too_large', errors: [{ pointer: '/image' }] });
  });

  it('small files that claim many pixels', async () => {
    const blank = sharp({ create: { width: 1001, height: 1000, channels: 3, background: 'white' } });
    const huge = (await blank.clone().png().toBuffer()).toString('base64');
    const hugeGray = (await blank.toColourspace('b-w').png().toBuffer()).toString('base64');
    expect(await problem(await submit(api().url, { ...PLAIN, image: huge }))).toMatchObject({
      code: 'too_large',
      errors: [{ pointer: '/image' }],
    });
    expect(await problem(await submit(api().url, { ...PLAIN, segmentation_map: hugeGray }))).toMatchObject({
      code: 'too_large',
      errors: [{ pointer: '/segmentation_map' }],
    });
  });

  it('a colour map without a palette, and takes it with one', async () => {
    const map = PLAIN_MAP_IN_COLOUR.toString('base64');
    // One whose colours begin in its first rows: what is seen only further on ends the submission as failed.
    const red = await sharp({ create: { width: 360, height: 440, channels: 3, background: '#cc0000' } }).png().toBuffer();
    const refusal = await problem(await submit(api().url, { ...PLAIN, segmentation_map: red.toString('base64') }));
    expect(refusal).toMatchObject({ code: 'invalid_segmentation_map', errors: [{ pointer: '/segmentation_map' }] });
    expect(refusal.detail).toMatch(/options\.labels\.palette/);
    const taken = await submit(api().url, { ...PLAIN, segmentation_map: map, options: { labels: { palette: 'lapa-11' } } });
    expect(taken.status).toBe(202);
  });

  it('colours of more than eight bits, whatever the palette', async () => {
    const deep = encodePng(2, 1, [0, 0], { colourType: 2, bitDepth: 16 }).toString('base64');
    for (const palette of ['lapa-11', 'celebamask-19', 'bisenet-19']) {
      const body = { ...PLAIN, segmentation_map: deep, options: { labels: { palette } } };
      expect(await problem(await submit(api().url, body))).toMatchObject({
        code: 'invalid_segmentation_map',
        errors: [{ pointer: '/segmentation_map' }],
      });
    }
  });

  it('with the sentence that clients of the original service compare', async () => {
    const refusal = await problem(await submit(api().url, { ...PLAIN, landmarks: [] }));
    expect(refusal.detail).toBe('Invalid or missing facial landmarks.');
  });

  it('with everything that is wrong at once, landmarks first', async () => {
    const refusal = await problem(await submit(api().url, { landmarks: [], segmentation_map: '', options: { a: 1 }, extra: 1 }));
    expect(refusal).toMatchObject({ code: 'invalid_landmarks', detail: 'Invalid or missing facial landmarks.' });
    expect(refusal.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/landmarks invalid_landmarks',
      '/image invalid_image',
      '/segmentation_map invalid_segmentation_map',
      '/options/a invalid_option',
      '/extra invalid_request',
    ]);
  });

  it('without repeating what was sent', async () => {
    const secret = 'iVBORsecret';
    const response = await submit(api().url, {
      ...PLAIN,
      image: secret,
      landmarks: [{ x: 123.456, y: 9 }, { x: 9999, y: 9 }],
      options: { style: { stroke: secret } },
    });
    const text = await response.text();
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/123\.456|9999/);
  });
});
