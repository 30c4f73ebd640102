import { describe, expect, test } from 'vitest';
import { decode } from 'fast-png';
import { readBody, sent, useInspection } from '../support/inspect-body.ts';
import { encodePng } from '../support/png.ts';

const inspect = useInspection();

const HOLES = { image: sent('synth-holes/portrait.jpg'), segmentation_map: sent('synth-holes/map.png') };
const PLAIN = { image: sent('synth-plain/portrait.png'), segmentation_map: sent('synth-plain/map.png') };
const json = (file: string): any => JSON.parse(sent(file).toString());
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

const refusal = async (body: Record<string, unknown>) =>
  inspect(body).then(() => { throw new Error('it was taken'); }, (error: Error & { code: string; errors?: { detail: string }[] }) => error);

describe('landmarks of synth-holes as a file', () => {
  test.each(['face-alignment.npy', 'count-first.txt', 'utf16.csv', 'decimal-comma.csv', 'dlib.xml'])('%s is read', async (file) => {
    const { alignment, labels } = await inspect({ ...HOLES, landmarks: sent(`as-sent/landmark-files/${file}`) });
    expect(alignment.schema).toBe('ibug-68');
    expect(alignment.roll_degrees).toBeCloseTo(24, file === 'dlib.xml' ? 0 : 1);
    expect(labels.schema).toBe('bisenet-19');
  });

  test.each([
    ['numpy-shortened.txt', 'it was shortened when it was printed'],
  ])('%s is refused by name', async (file, reason) => {
    const { message, errors } = await refusal({ ...HOLES, landmarks: sent(`as-sent/landmark-files/${file}`) });
    expect(message).toMatch(/^Invalid or missing facial landmarks\.$|^\/landmarks:/);
    expect(errors![0]!.detail).toMatch(new RegExp(reason));
  });
});

describe('landmarks of synth-holes as JSON', () => {
  test.each(['flat.json', 'strings.json'])('%s', async (file) => {
    const { alignment } = await inspect({ ...HOLES, landmarks: json(`as-sent/landmark-shapes/${file}`) });
    expect(alignment).toMatchObject({ schema: 'ibug-68' });
  });

  test('the same points in any form are one submission', async () => {
    const plain = (await readBody({ ...HOLES, landmarks: json('synth-holes/landmarks.json') })).id;
    for (const landmarks of [json('as-sent/landmark-shapes/flat.json'), JSON.stringify(json('as-sent/landmark-shapes/strings.json')), sent('as-sent/landmark-shapes/landmarks.csv')]) {
      expect((await readBody({ ...HOLES, landmarks })).id).toBe(plain);
    }
  });

  test('of two faces the one that the map shows is taken, whether labels are known or not', async () => {
    const landmarks = json('as-sent/landmark-shapes/two-faces.json');
    for (const labels of [{}, { schema: 'bisenet-19' }]) {
      const found = await inspect({ ...HOLES, landmarks, options: { labels } });
      expect(codes(found)).toContain('landmarks_of_several_faces');
      expect(found.alignment.roll_degrees).toBeCloseTo(24, 1);
    }
  });
});

describe('of two faces', () => {
  const two = { image: sent('as-sent/two-faces/two.jpg'), segmentation_map: sent('as-sent/two-faces/two.png') };
  const left = json('as-sent/two-faces/landmarks.json').map((point: { x: number; y: number } | [number, number]) => (Array.isArray(point) ? point : [point.x, point.y]));
  const right = left.map(([x, y]: [number, number]) => [x + 360, y]);

  test('both of which the map shows, the sender has to say which is meant', async () => {
    const { message } = await refusal({ ...two, landmarks: [left, right] });
    expect(message).toContain('more than one of them (faces 0, 1, counted from 0)');
  });

  test('neither of which the map shows, none is taken', async () => {
    const empty = left.map(([x, y]: [number, number]) => [x / 12, y / 12]);
    const { message } = await refusal({ ...PLAIN, landmarks: [empty, empty.map(([x, y]: [number, number]) => [x + 40, y])] });
    expect(message).toContain('none of them');
  });
});

describe('coordinates from 0 to 1', () => {
  const result = json('as-sent/normalised-landmarks/landmarks.json');

  test.each([['as MediaPipe gives them', result], ['as a bare list', result.faceLandmarks[0]], ['under landmark', { multi_face_landmarks: [{ landmark: result.faceLandmarks[0] }] }]])('%s', async (_, landmarks) => {
    const found = await inspect({ ...PLAIN, landmarks });
    expect(found.alignment).toMatchObject({ schema: 'mediapipe-478', roll_degrees: 0 });
    expect(found.labels).toMatchObject({ schema: 'lapa-11', landmark_share: { eye: 1 } });
    expect(codes(found)).toContain('landmarks_normalised');
  });

  test('from -1 to 1 are refused with what would be taken', async () => {
    const { errors } = await refusal({ ...PLAIN, landmarks: result.faceLandmarks[0].map(({ x, y }: { x: number; y: number }) => [2 * x - 1, 2 * y - 1]) });
    expect(errors![0]!.detail).toMatch(/lies outside the portrait \(360x440\).*scale them to pixels/);
  });
});

describe('points outside of the portrait', () => {
  const edge = { image: sent('as-sent/landmark-outside-portrait/portrait.jpg'), segmentation_map: sent('as-sent/landmark-outside-portrait/map.png') };

  test('are taken with a warning', async () => {
    const found = await inspect({ ...edge, landmarks: json('as-sent/landmark-outside-portrait/landmarks.json') });
    expect(found.labels.schema).toBe('lapa-11');
    expect(found.warnings.find(({ code }) => code === 'landmarks_outside_portrait')!.detail).toBe(
      '18 of 478 landmarks lie outside the portrait (253x440), the first of them landmark 21, counted from 0. They were taken as they are.',
    );
  });

  test('are refused where half of all are, naming the first', async () => {
    const landmarks = json('synth-plain/landmarks.json').map(({ x, y }: { x: number; y: number }) => [3 * x, 3 * y]);
    const { message, errors } = await refusal({ ...PLAIN, landmarks });
    expect(message).toBe('Invalid or missing facial landmarks.');
    expect(errors![0]!.detail).toMatch(/^Landmark \d+, counted from 0, lies outside the portrait \(360x440\), as do \d+ of 478\./);
  });
});

describe('a portrait with an EXIF orientation', () => {
  const photo = { image: sent('as-sent/exif-stored-pixels/photo.jpg'), segmentation_map: sent('as-sent/exif-stored-pixels/map.png'), landmarks: json('as-sent/exif-stored-pixels/landmarks.json') };

  test('is read as it is stored where the sizes of the map prove it', async () => {
    const found = await inspect(photo);
    expect(codes(found)).toContain('exif_orientation_ignored');
    expect(found.alignment).toMatchObject({ original_size: [440, 360], roll_degrees: -90 });
    expect(found.labels).toMatchObject({ schema: 'lapa-11', landmark_share: { eye: 1 } });
    expect((await readBody(photo)).options.orientation).toBe('stored');
  });

  test('is turned where that is stated; the refusal says what would fit, and what was warned of', async () => {
    const fault = await refusal({ ...photo, options: { orientation: 'exif' } });
    expect(fault).toMatchObject({ code: 'landmarks_do_not_match_map', warnings: [{ code: 'exif_orientation_applied' }] });
    expect(fault.message).toContain('send options.orientation: "stored"');
  });
});

describe('a label map as one PNG a part', () => {
  const names = ['skin', 'nose', 'l_eye', 'r_eye', 'l_brow', 'r_brow', 'mouth', 'u_lip', 'l_lip', 'hair'];
  const parts = Object.fromEntries(names.map((name) => [name, sent(`as-sent/celebamask-parts/00000_${name}.png`)]));
  const portrait = { image: sent('as-sent/normalised-landmarks/portrait.jpg'), landmarks: json('as-sent/celebamask-parts/landmarks.json') };

  test('has the labels that the names of its parts mean', async () => {
    const found = await inspect({ ...portrait, segmentation_map: parts });
    expect(found.labels).toMatchObject({ schema: 'celebamask-19', source: 'stated', landmark_share: { eye: 1, nose: 1 } });
    expect(found.regions.map(({ label, name }) => [label, name])).toEqual([
      [1, 'skin'], [2, 'nose'], [4, 'eye'], [5, 'eye'], [6, 'brow'], [7, 'brow'], [10, 'inner_mouth'], [11, 'upper_lip'], [12, 'lower_lip'], [13, 'hair'],
    ]);
  });

  test('is one submission in base64 and as bytes, and in the labels of another schema another one', async () => {
    const text = Object.fromEntries(Object.entries(parts).map(([name, png]) => [name, png.toString('base64')]));
    expect((await readBody({ ...portrait, segmentation_map: text })).id).toBe((await readBody({ ...portrait, segmentation_map: parts })).id);
    const found = await inspect({ ...portrait, segmentation_map: parts, options: { labels: { schema: 'lapa-11' } } });
    expect(found.regions.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('is refused where a part has no name that is known', async () => {
    const { errors } = await refusal({ ...portrait, segmentation_map: { skin: parts['skin'], tattoo: parts['hair'] } });
    expect(errors![0]!.detail).toMatch(/^"tattoo" is no part of celebamask-19, which has skin, nose/);
    expect((await refusal({ ...portrait, segmentation_map: {} })).errors![0]!.detail).toBe('The label map has no parts.');
  });
});

describe('small words', () => {
  const landmarks = json('synth-holes/landmarks.json');
  const first = async (body: Record<string, unknown>) => (await refusal(body)).errors![0]!;

  test.each([
    ['https://example.com/face.jpg', 'The portrait is a URL, and a URL is not fetched: send the bytes in base64.'],
    ['photos/face.jpg', 'The portrait is the name of a file: send its bytes in base64.'],
    ['%%%', 'The portrait is not valid base64.'],
  ])('%s for a portrait', async (image, detail) => {
    expect(await first({ ...HOLES, landmarks, image })).toMatchObject({ pointer: '/image', detail });
  });

  test('portrait and label map exchanged', async () => {
    expect((await first({ image: HOLES.segmentation_map, segmentation_map: HOLES.image, landmarks })).detail).toMatch(/Send a PNG\. The portrait is a gray or indexed PNG: it seems to be the label map/);
  });

  test('base64 for URLs is taken, with its padding and without', async () => {
    const text = Object.fromEntries(Object.entries(HOLES).map(([name, bytes]) => [name, bytes.toString('base64')]));
    const { id } = await readBody({ ...text, landmarks });
    for (const strip of [/$/, /=+$/]) {
      const body = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value.replaceAll('+', '-').replaceAll('/', '_').replace(strip, '')]));
      expect((await readBody({ ...body, landmarks })).id).toBe(id);
    }
  });

  test.each([
    ['one more', (label: number) => label + 1, 'less'],
    ['one more, but for the background', (label: number) => (label === 0 ? 0 : label + 1), 'less'],
  ])('labels that are %s', async (_, shift, way) => {
    const { width, height, data } = decode(PLAIN.segmentation_map);
    const segmentation_map = encodePng(width, height, Array.from(data as Uint8Array, shift), { colourType: 0, bitDepth: 8 });
    const body = { ...PLAIN, segmentation_map, landmarks: json('synth-plain/landmarks.json') };
    const hint = `${way} 1, its labels are those of lapa-11: they are shifted by one`;
    const { warnings } = await inspect(body);
    expect(warnings.find(({ code }) => code === 'label_schema_unknown')?.detail).toContain(hint);
    const stated = { ...body, options: { labels: { schema: 'lapa-11' } } };
    const said = await inspect(stated).then((taken) => JSON.stringify(taken.warnings), (error: Error) => error.message);
    expect(said).toContain(hint);
  });
});
