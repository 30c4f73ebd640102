import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import type { Raster } from '../../src/submissions/steps/ports.ts';
import {
  applyAffine,
  composeAffine,
  IDENTITY,
  rotationAbout,
  type Affine,
  type Point,
  type Size,
} from '../../src/geometry/plane/affine.ts';
import { rotatePortrait } from '../../src/imaging/rotate-portrait.ts';
import { colourAt, paint, type Picture } from '../support/pictures.ts';

const ANGLES = [0, 3.21, 22.4, -37, 30, 60, 90, -90, 135, 180, 179.99];
const SIZE = { width: 201, height: 160 };

const raster = (picture: Picture): Raster => ({ ...picture, channels: 3, exifOrientation: 1, isOriented: true });

async function decode(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function cornersOf({ width, height }: Size): Point[] {
  return [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ];
}

/** The turn about the picture's centre, moved so that the canvas holds all of it. */
function expanded(degrees: number, { width, height }: Size): { matrix: Affine; canvas: Size } {
  const turn = rotationAbout(degrees, width / 2, height / 2);
  const corners = cornersOf({ width, height }).map((corner) => applyAffine(turn, corner));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const upTo = (length: number) => Math.ceil(length - 1e-6);
  return {
    matrix: composeAffine([1, 0, 0, 1, -left, -top], turn),
    canvas: { width: upTo(Math.max(...xs) - left), height: upTo(Math.max(...ys) - top) },
  };
}

/** A soft bright dot on gray, its centre at (cx, cy) in pixel-corner coordinates. */
function dot([cx, cy]: Point): Picture {
  return paint(SIZE.width, SIZE.height, (x, y) => {
    const value = 60 + 190 * Math.exp(-((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2) / (2 * 2.5 ** 2));
    return [value, value, value];
  });
}

/** Centre of the dot nearest to (cx, cy), in pixel-corner coordinates. */
function centroid(picture: Picture, [cx, cy]: Point): Point {
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let y = Math.floor(cy) - 9; y <= Math.floor(cy) + 9; y++) {
    for (let x = Math.floor(cx) - 9; x <= Math.floor(cx) + 9; x++) {
      const weight = Math.max(0, colourAt(picture, x, y)[1]! - 80);
      mass += weight;
      sumX += weight * (x + 0.5);
      sumY += weight * (y + 0.5);
    }
  }
  return [sumX / mass, sumY / mass];
}

describe('a dot painted at a landmark lands where the affine takes the landmark', () => {
  const landmarks: Point[] = [[60.3, 50.8], [140.75, 61.2], [100, 110.5]];

  test.each(ANGLES)('at %d degrees, canvas grown', async (degrees) => {
    const { matrix, canvas } = expanded(degrees, SIZE);
    for (const landmark of landmarks) {
      const upright = await decode((await rotatePortrait(raster(dot(landmark)), matrix, canvas)).bytes);
      expect([upright.width, upright.height]).toEqual([canvas.width, canvas.height]);
      const expected = applyAffine(matrix, landmark);
      const found = centroid(upright, expected);
      expect(Math.hypot(found[0] - expected[0], found[1] - expected[1])).toBeLessThan(0.1);
    }
  });

  test.each(ANGLES)('at %d degrees, canvas kept', async (degrees) => {
    const matrix = rotationAbout(degrees, SIZE.width / 2, SIZE.height / 2);
    for (const landmark of landmarks) {
      const upright = await decode((await rotatePortrait(raster(dot(landmark)), matrix, SIZE)).bytes);
      expect([upright.width, upright.height]).toEqual([SIZE.width, SIZE.height]);
      const expected = applyAffine(matrix, landmark);
      const found = centroid(upright, expected);
      expect(Math.hypot(found[0] - expected[0], found[1] - expected[1])).toBeLessThan(0.1);
    }
  });

  test('under scale and shear too', async () => {
    const matrix: Affine = [1.3, 0.2, -0.4, 0.9, 71.3, -4.8];
    const landmark: Point = [101.2, 80.4];
    const canvas = { width: 333, height: 222 };
    const upright = await decode((await rotatePortrait(raster(dot(landmark)), matrix, canvas)).bytes);
    const expected = applyAffine(matrix, landmark);
    const found = centroid(upright, expected);
    expect(Math.hypot(found[0] - expected[0], found[1] - expected[1])).toBeLessThan(0.1);
  });
});

describe('the canvas', () => {
  const blue = paint(SIZE.width, SIZE.height, () => [20, 60, 200]);

  test.each([90, 180, -90])('a turn by %d degrees loses no edge', async (degrees) => {
    const { matrix, canvas } = expanded(degrees, SIZE);
    const upright = await decode((await rotatePortrait(raster(blue), matrix, canvas)).bytes);
    for (let i = 0; i < upright.data.length; i += 3) expect(upright.data[i]).toBeLessThan(30);
  });

  test('is white where the portrait is not', async () => {
    const { matrix, canvas } = expanded(22.4, SIZE);
    const upright = await decode((await rotatePortrait(raster(blue), matrix, canvas)).bytes);
    for (const [x, y] of cornersOf({ width: canvas.width - 1, height: canvas.height - 1 })) {
      expect(Math.min(...colourAt(upright, x, y))).toBeGreaterThan(240);
    }
    expect(colourAt(upright, canvas.width >> 1, canvas.height >> 1)[0]).toBeLessThan(30);
  });

  test.each([1, 5, 22.4, 45, 80])('holds all of the portrait at %d degrees', async (degrees) => {
    const { matrix, canvas } = expanded(degrees, SIZE);
    const upright = await decode((await rotatePortrait(raster(blue), matrix, canvas)).bytes);
    let covered = 0;
    for (let i = 0; i < upright.data.length; i += 3) covered += (255 - upright.data[i]!) / 235;
    expect(covered / (SIZE.width * SIZE.height)).toBeCloseTo(1, 2);
  });

  test('that the portrait misses altogether is white', async () => {
    const { bytes } = await rotatePortrait(raster(blue), [1, 0, 0, 1, 5000, 0], { width: 20, height: 10 });
    const upright = await decode(bytes);
    expect([upright.width, upright.height]).toEqual([20, 10]);
    expect(Math.min(...upright.data)).toBeGreaterThan(250);
  });
});

describe('the file', () => {
  test('is a JPEG with full colour resolution and no metadata, also where nothing is turned', async () => {
    const { bytes, mediaType } = await rotatePortrait(raster(dot([60, 60])), IDENTITY, SIZE);
    expect(mediaType).toBe('image/jpeg');
    const metadata = await sharp(bytes).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', ...SIZE, chromaSubsampling: '4:4:4' });
    for (const kind of ['exif', 'icc', 'iptc', 'xmp'] as const) expect(metadata[kind]).toBeUndefined();
    expect(centroid(await decode(bytes), [60, 60])[0]).toBeCloseTo(60, 1);
  });

  test('is the same bytes for the same input', async () => {
    const { matrix, canvas } = expanded(22.4, SIZE);
    const once = await rotatePortrait(raster(dot([60, 60])), matrix, canvas);
    const again = await rotatePortrait(raster(dot([60, 60])), matrix, canvas);
    expect(Buffer.compare(once.bytes, again.bytes)).toBe(0);
  });
});
