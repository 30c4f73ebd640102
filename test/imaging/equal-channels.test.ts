import { describe, expect, test } from 'vitest';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { checkLabelMapHeader } from '../../src/imaging/header.ts';
import { open, paint } from '../support/pictures.ts';
import { encodePng } from '../support/png.ts';
import { refusal } from '../support/refusal.ts';

const LIMITS = { maxBytes: 10_000_000, maxPixels: 1_000_000 };
const ids = Array.from({ length: 12 * 9 }, (_, i) => i % 11);
const grays = Array.from({ length: 256 }, (_, i) => [i, i, i]);

describe('a colour PNG without a palette', () => {
  test.each([2, 6] as const)('of colour type %i is read where its channels are equal', (colourType) => {
    for (const interlaced of [false, true]) {
      const file = encodePng(12, 9, ids, { colourType, bitDepth: 8, interlaced, colours: grays });
      expect([...decodeLabelMap(file, LIMITS).ids]).toEqual(ids);
    }
  });

  test('is refused on its head where its first pixels show colours, and when it is read where later ones do', async () => {
    const colours = grays.with(11, [1, 2, 3]);
    const early = encodePng(12, 9, ids.with(0, 11), { colourType: 2, bitDepth: 8, colours });
    expect((await refusal(() => checkLabelMapHeader(early, LIMITS))).message).toMatch(/colour picture/);
    const big = Array.from({ length: 600 * 600 }, (_, i) => Math.imul(i, 2654435761) >>> 29);
    const late = encodePng(600, 600, big.with(-1, 11), { colourType: 2, bitDepth: 8, colours });
    expect(checkLabelMapHeader(late, LIMITS)).toMatchObject({ width: 600 });
    expect((await refusal(() => decodeLabelMap(late, LIMITS))).message).toMatch(/colour picture/);
  });

  test('is read in the colours of VOC and in its caller’s, black being background', () => {
    const colours = [[0, 0, 0], [128, 0, 0], [0, 128, 0], [128, 128, 0]];
    const file = encodePng(4, 1, [0, 1, 2, 3], { colourType: 2, bitDepth: 8, colours });
    expect([...decodeLabelMap(file, LIMITS, 'voc').ids]).toEqual([0, 1, 2, 3]);
    expect([...decodeLabelMap(file, LIMITS, { '#800000': 9, '#008000': 0, '#808000': 200 }).ids]).toEqual([0, 9, 0, 200]);
  });
});

test('a lossless WebP is told that only PNG is taken, a lossy one that it blends', async () => {
  const picture = open(paint(8, 8, () => [3, 3, 3]));
  expect(await refusal(async () => checkLabelMapHeader(await picture.webp({ lossless: true }).toBuffer(), LIMITS))).toMatchObject({ code: 'invalid_segmentation_map', message: expect.stringContaining('only PNG is taken') });
});

test('a probability map is refused as what it looks like; as many labels side by side are not', async () => {
  const side = 128;
  const at = (of: (x: number, y: number) => number) => Array.from({ length: side * side }, (_, i) => of(i % side, Math.floor(i / side)));
  const sigmoid = at((x, y) => Math.round(255 / (1 + Math.exp((Math.hypot(x - 64, y - 64) - 40) / 4))));
  const file = encodePng(side, side, sigmoid, { colourType: 0, bitDepth: 8 });
  expect(await refusal(() => decodeLabelMap(file, LIMITS))).toMatchObject({ code: 'invalid_segmentation_map', message: expect.stringMatching(/run into one another, as a probability map/) });
  const cells = encodePng(side, side, at((x, y) => (x >> 3) + 16 * (y >> 3)), { colourType: 0, bitDepth: 8 });
  expect(decodeLabelMap(cells, LIMITS).width).toBe(side);
});
