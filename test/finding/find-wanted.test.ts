import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WantedInPortrait } from '../../src/submissions/steps/ports.ts';
import { doubtsOf } from '../../src/finding/doubts.ts';
import { findFace, type Networks } from '../../src/finding/find-face.ts';
import { findWanted } from '../../src/finding/find-wanted.ts';
import { lookAtHead } from '../../src/finding/head-window.ts';
import { createNetworks } from '../../src/finding/networks.ts';
import { buildPyramid, type Picture } from '../../src/finding/picture.ts';
import { applyAffine, rotationAbout, type Point } from '../../src/geometry/plane/affine.ts';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { loadOpenCv } from '../../src/imaging/open-cv.ts';
import { refusalOf } from './support.ts';

const ASTRONAUT = 'fixtures/astronaut';
const ALL: WantedInPortrait = { landmarks: true, labelMap: true, face: 0, near: null, leastScore: 0.5 };

let networks: Networks;
let astronaut: Picture;
/** MediaPipe's own, with attention. */
let reference: Point[];

beforeAll(async () => {
  networks = createNetworks((await loadOpenCv()).cv);
  astronaut = await picture(sharp(`${ASTRONAUT}/portrait.jpg`));
  reference = (JSON.parse(await readFile(`${ASTRONAUT}/landmarks.json`, 'utf8')) as { x: number; y: number }[]).map(({ x, y }) => [x, y]);
});

async function picture(from: ReturnType<typeof sharp>): Promise<Picture> {
  const { data, info } = await from.flatten({ background: 'white' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const find = (portrait: Picture, wanted: Partial<WantedInPortrait> = {}) => findWanted(networks, portrait, { ...ALL, ...wanted });

/** Mean distance of the mesh's points, as a share of that of the outer corners of the eyes. */
function difference(found: readonly Point[], expected: readonly Point[]): number {
  const eyes = Math.hypot(expected[33]![0] - expected[263]![0], expected[33]![1] - expected[263]![1]);
  const distances = found.map(([x, y], i) => Math.hypot(x - expected[i]![0], y - expected[i]![1]));
  return distances.reduce((sum, each) => sum + each, 0) / found.length / eyes;
}

describe('no face', () => {
  const draw = (shapes: string) => picture(sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#cfe3ef"/>${shapes}</svg>`)));
  const rows = (of: (i: number) => string) => Array.from({ length: 16 }, (_, i) => of(i)).join('');

  it.each([
    ['one colour', ''],
    ['stripes', rows((i) => `<rect x="${i * 20}" width="10" height="320" fill="#223"/>`)],
    ['a chessboard', rows((i) => rows((j) => ((i + j) % 2 ? '' : `<rect x="${i * 20}" y="${j * 20}" width="20" height="20"/>`)))],
    ['hills', '<path d="M0 220 L90 120 L160 200 L230 90 L320 220 V320 H0 Z" fill="#3d6b45"/><circle cx="250" cy="60" r="24" fill="#ffd166"/>'],
    ['a house', '<rect x="70" y="140" width="180" height="150" fill="#b5651d"/><path d="M50 140 L160 50 L270 140 Z" fill="#7a2e1d"/><rect x="140" y="210" width="40" height="80" fill="#432"/>'],
    ['a cup', '<rect x="90" y="110" width="120" height="130" rx="14" fill="#e07a5f"/><circle cx="220" cy="170" r="34" fill="none" stroke="#e07a5f" stroke-width="14"/>'],
  ])('is found in a picture of %s', async (_what, shapes) => {
    const portrait = await draw(shapes);
    expect(refusalOf(() => find(portrait))).toEqual({ code: 'no_face_found', detail: expect.stringMatching(/^No face was found in the portrait\./) });
  });

  it('is found in the place of a second one', () => {
    expect(refusalOf(() => find(astronaut, { face: 1 }))).toEqual({
      code: 'no_face_found',
      detail: 'The portrait shows one face, and options.find.face asks for the one at 1, counted from 0 for the largest.',
    });
  });

  it('is found where the landmarks lie beside it', () => {
    expect(refusalOf(() => find(astronaut, { face: null, near: [20, 660] }))).toEqual({
      code: 'no_face_found',
      detail: 'The portrait shows one face, and the landmarks lie on none of them.',
    });
  });
});

describe('a portrait', () => {
  it('has landmarks near those of MediaPipe with attention', () => {
    const { landmarks, faces, score, warnings } = find(astronaut, { labelMap: false });
    expect(landmarks).toHaveLength(468);
    expect(difference(landmarks, reference)).toBeLessThan(0.025);
    expect([faces, warnings]).toEqual([1, []]);
    expect(score).toBeGreaterThan(0.9);
  });

  it.each([90, 180, 270])('has them turned by %d degrees', async (degrees) => {
    const turned = await picture(sharp(`${ASTRONAUT}/portrait.jpg`).rotate(degrees));
    const about = rotationAbout(degrees, astronaut.width / 2, astronaut.height / 2);
    const [dx, dy] = [(turned.width - astronaut.width) / 2, (turned.height - astronaut.height) / 2];
    const expected = reference.map((point): Point => [applyAffine(about, point)[0] + dx, applyAffine(about, point)[1] + dy]);
    expect(difference(find(turned, { labelMap: false }).landmarks, expected)).toBeLessThan(0.025);
  });

  it('has a label map whose parts lie where they were drawn by hand', async () => {
    const map = find(astronaut).labelMap!;
    const drawn = decodeLabelMap(await readFile(`${ASTRONAUT}/map.png`), { maxBytes: 2 ** 20, maxPixels: 2 ** 20 });
    expect([map.width, map.height]).toEqual([drawn.width, drawn.height]);
    const iou = (labels: readonly number[]) => {
      let [both, either] = [0, 0];
      for (let i = 0; i < map.ids.length; i++) {
        const [a, b] = [labels.includes(map.ids[i]!), labels.includes(drawn.ids[i]!)];
        both += Number(a && b);
        either += Number(a || b);
      }
      return both / either;
    };
    expect(iou([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeGreaterThan(0.85);
    expect(iou([10])).toBeGreaterThan(0.8);
    expect(iou([6])).toBeGreaterThan(0.85);
    expect(iou([7, 8, 9])).toBeGreaterThan(0.85);
  });

  it('gives the same bytes each time', () => {
    const [first, second] = [find(astronaut), find(astronaut)];
    expect(second).toEqual(first);
  });

  it('is doubtful where its face is small, and where the frame cuts it', async () => {
    const small = await picture(sharp(`${ASTRONAUT}/portrait.jpg`).resize(150));
    expect(find(small, { labelMap: false }).warnings).toEqual([{ code: 'doubtful_find', detail: expect.stringMatching(/^The face that was found is small \(\d\d pixels/) }]);
    const cut = await picture(sharp(`${ASTRONAUT}/portrait.jpg`).extract({ left: 320, top: 0, width: 376, height: 680 }));
    const { warnings, landmarks } = find(cut, { labelMap: false });
    expect(warnings[0]?.detail).toContain('partly outside of the portrait');
    expect(landmarks.every(([x, y]) => x >= 0 && y >= 0 && x <= 376 && y <= 680)).toBe(true);
  });

  it('is doubtful where it is blurred', async () => {
    expect(find(await picture(sharp(`${ASTRONAUT}/portrait.jpg`).blur(8)), { labelMap: false }).warnings).toEqual([{ code: 'doubtful_find', detail: expect.stringContaining('is blurred') }]);
  });

  it.each([
    [44, []],
    [-46, [expect.objectContaining({ detail: expect.stringContaining('is turned away by about 46 degrees') })]],
  ])('turned away by %d degrees has warnings: %j', (yawDegrees, warnings) => {
    const pyramid = buildPyramid(astronaut);
    const { face } = findFace(networks, pyramid, { place: 0, near: null, leastScore: 0.5 });
    expect(doubtsOf({ ...face!, yawDegrees }, lookAtHead(pyramid, face!.mesh), astronaut)).toEqual(warnings);
  });

  it('shows the largest of several faces, the others by size, and the one that a point lies on', async () => {
    const face = await sharp(`${ASTRONAUT}/portrait.jpg`).resize(420).png().toBuffer();
    const canvas = sharp({ create: { width: 1000, height: 700, channels: 3, background: '#c8c8c8' } });
    const two = await picture(sharp(await canvas.composite([{ input: await sharp(`${ASTRONAUT}/portrait.jpg`).resize(500).png().toBuffer(), left: 0, top: 100 }, { input: face, left: 560, top: 100 }]).png().toBuffer()));
    const middle = (wanted: Partial<WantedInPortrait>) => {
      const { landmarks, faces } = find(two, { labelMap: false, ...wanted });
      return [faces, landmarks[1]![0] < 500 ? 'left' : 'right'];
    };
    expect(middle({})).toEqual([2, 'left']);
    expect(middle({ face: 1 })).toEqual([2, 'right']);
    expect(middle({ face: null, near: [780, 190] })).toEqual([2, 'right']);
  });
});

it('keeps no memory', async () => {
  const { cv } = await loadOpenCv();
  const heap = () => ('HEAPU8' in cv && cv.HEAPU8 instanceof Uint8Array ? cv.HEAPU8.length : Number.NaN);
  find(astronaut);
  const before = heap();
  expect(before).toBeGreaterThan(0);
  for (let i = 0; i < 5; i++) find(astronaut);
  expect(heap()).toBe(before);
});
