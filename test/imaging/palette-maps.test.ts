import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { LABEL_PALETTES, type LabelPaletteName } from '../../src/contract/names.ts';
import { LABEL_PALETTE_COLOURS, packColour } from '../../src/geometry/labels/palettes.ts';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { checkLabelMapHeader } from '../../src/imaging/header.ts';
import { open, paint } from '../support/pictures.ts';
import { chunk, encodePng, type PngKind } from '../support/png.ts';
import { refusal } from '../support/refusal.ts';

const LIMITS = { maxBytes: 10_000_000, maxPixels: 1_000_000 };
const decode = (bytes: Uint8Array, palette: LabelPaletteName) => decodeLabelMap(bytes, LIMITS, palette);

const twice = (kind: PngKind): PngKind[] => [kind, { ...kind, interlaced: true }];
const COLOUR: PngKind[] = ([2, 6] as const).flatMap((colourType) => twice({ colourType, bitDepth: 8 }));
const INDEXED: PngKind[] = ([4, 8] as const).flatMap((bitDepth) => twice({ colourType: 3, bitDepth }));
const GRAY: PngKind[] = [
  ...([1, 2, 4, 8] as const).flatMap((bitDepth) => twice({ colourType: 0, bitDepth })),
  ...twice({ colourType: 4, bitDepth: 8 }),
];
const LAPA = LABEL_PALETTE_COLOURS['lapa-11'];

/** A map of eleven labels, one of its pixels in a colour of its own. */
const withOne = (colour: readonly number[], kind: PngKind, column: number, row: number) => {
  const ids = Array.from({ length: 12 * 9 }, (_, i) => i % 11);
  ids[row * 12 + column] = 11;
  return encodePng(12, 9, ids, { ...kind, colours: [...LAPA, colour] });
};

describe('refusals', () => {
  test.each([...COLOUR, ...INDEXED])('an unknown colour, by name and place: %o', async (kind) => {
    const { code, message } = await refusal(() => decode(withOne([18, 52, 86], kind, 7, 5), 'lapa-11'));
    expect(code).toBe('invalid_segmentation_map');
    expect(message).toBe(
      'The label map has #123456 at column 7, row 5, counted from 0, which is no colour of palette lapa-11; 1 pixel of 1 unknown colour in all.',
    );
  });

  test('the first of several in reading order, however the file orders its pixels, and how many there are', async () => {
    for (const kind of COLOUR) {
      const ids = Array.from({ length: 20 * 10 }, (_, i) => (i < 43 ? 0 : 11 + (i % 3)));
      const colours = [...LAPA, [1, 200, 3], [1, 200, 3], [90, 1, 254]];
      const { message } = await refusal(() => decode(encodePng(20, 10, ids, { ...kind, colours }), 'lapa-11'));
      expect(message).toMatch(/^The label map has #01c803 at column 3, row 2, .*; 157 pixels of 2 unknown colours in all\./);
    }
  });

  test.each([
    ['a shade next to a known one', [0, 153, 254]],
    ['the complement', [255, 102, 0]],
    ['white, where background is black', [255, 255, 255]],
  ])('%s', async (_, colour) => {
    await expect(refusal(() => decode(withOne(colour, COLOUR[0]!, 0, 0), 'lapa-11'))).resolves.toMatchObject({
      code: 'invalid_segmentation_map',
    });
  });

  test('grays that are no colours of the palette: a map of ids read as colours', async () => {
    for (const kind of GRAY) {
      const ids = [0, 0, 0, 1];
      const { message } = await refusal(() => decode(encodePng(2, 2, ids, kind), 'celebamask-19'));
      const gray = { 1: 'ffffff', 2: '555555', 4: '111111', 8: '010101', 16: '' }[kind.bitDepth];
      expect(message, JSON.stringify(kind)).toMatch(`has #${gray} at column 1, row 1,`);
      expect(message).toMatch(/leave options\.labels\.palette out\.$/);
    }
  });

  test('colours in the order of BGR, with the reason', async () => {
    const ids = Array.from({ length: 19 * 3 }, (_, i) => i % 19);
    // Of VOC's colours every one is another of them, exchanged.
    for (const palette of LABEL_PALETTES.filter((name) => name !== 'voc')) {
      const colours = LABEL_PALETTE_COLOURS[palette].map((colour) => colour.toReversed());
      const few = ids.map((id) => id % colours.length);
      const { message } = await refusal(() => decode(encodePng(19, 3, few, { ...COLOUR[0]!, colours }), palette));
      expect(message, palette).toMatch(/red and blue exchanged: it was written as BGR\.$/);
    }
  });

  test('colours of another palette, with its name', async () => {
    const ids = Array.from({ length: 19 }, (_, i) => i);
    const file = encodePng(19, 1, ids, { ...COLOUR[0]!, colours: LABEL_PALETTE_COLOURS['celebamask-19'] });
    expect((await refusal(() => decode(file, 'bisenet-19'))).message).toMatch(/colours are all of palette celebamask-19\.$/);
  });

  test('a map that was scaled with interpolation or stored as a JPEG, with the reason; a photograph without', async () => {
    const flat = paint(64, 48, (x, y) => LAPA[(Math.floor(x / 16) + Math.floor(y / 16)) % 11]!);
    const scaled = await open(flat).resize(90, 70, { kernel: 'linear' }).png().toBuffer();
    const lossy = await sharp(await open(flat).jpeg({ quality: 80 }).toBuffer()).png().toBuffer();
    for (const file of [scaled, lossy]) {
      expect((await refusal(() => decode(file, 'lapa-11'))).message).toMatch(/It looks blended: .*\.$/);
    }
    const photograph = await open(paint(200, 100, (x, y) => [40 + y, 90 + (x >> 1), 60 + ((x * y) & 31)])).png().toBuffer();
    const { message } = await refusal(() => decode(photograph, 'lapa-11'));
    expect(message).toMatch(/20000 pixels of 4096 or more unknown colours in all\.$/);
  });

  test('more than eight bits a sample, on the header alone', async () => {
    for (const colourType of [0, 2, 4, 6] as const) {
      const file = encodePng(2, 1, [0, 0], { colourType, bitDepth: 16, colours: [[0, 0, 0]] });
      const { code, message } = await refusal(() => checkLabelMapHeader(file, LIMITS, 'lapa-11'));
      expect(code).toBe('invalid_segmentation_map');
      expect(message).toMatch(/16 bits a sample/);
      expect(await refusal(() => decode(file, 'lapa-11'))).toEqual({ code, message });
    }
  });

  test('an index beyond the table of colours, and a table that holds half a colour', async () => {
    const short = encodePng(3, 1, [0, 1, 2], { ...INDEXED[2]!, colours: LAPA.slice(0, 2) });
    expect((await refusal(() => decode(short, 'lapa-11'))).message).toMatch(/index that its table of colours does not hold/);
    const half = encodePng(1, 1, [0], { ...INDEXED[2]!, colours: [[0, 0, 0, 0]] });
    expect((await refusal(() => decode(half, 'lapa-11'))).message).toMatch(/damaged table of colours/);
  });

  test('JPEG and WebP, with a palette as without', async () => {
    for (const format of ['jpeg', 'webp'] as const) {
      const file = await open(paint(8, 8, () => [0, 0, 0])).toFormat(format).toBuffer();
      expect(await refusal(() => decode(file, 'lapa-11'))).toMatchObject({ code: 'lossy_segmentation_map' });
    }
  });
});

describe('colours', () => {
  test.each(LABEL_PALETTES)('of %s are the labels by its table, from every kind of colour PNG', (palette) => {
    const colours = LABEL_PALETTE_COLOURS[palette];
    const ids = Array.from({ length: 23 * 7 }, (_, i) => (i * 5) % colours.length);
    for (const kind of [...COLOUR, ...INDEXED.filter(({ bitDepth }) => 2 ** bitDepth >= colours.length)]) {
      const map = decode(encodePng(23, 7, ids, { ...kind, colours }), palette);
      expect(map, JSON.stringify(kind)).toEqual({ width: 23, height: 7, ids: Uint8Array.from(ids) });
    }
  });

  test('of an indexed PNG are meant, not its indices', () => {
    const shuffled = LAPA.toReversed();
    const file = encodePng(11, 1, [...shuffled.keys()], { ...INDEXED[2]!, colours: shuffled });
    expect([...decode(file, 'lapa-11').ids]).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect([...decodeLabelMap(file, LIMITS).ids]).toEqual([...shuffled.keys()]);
  });

  test('of a gray PNG are its grays from black to white', () => {
    for (const kind of GRAY) {
      const white = 2 ** kind.bitDepth - 1;
      expect([...decode(encodePng(4, 1, [white, white, white, white], kind), 'bisenet-19').ids]).toEqual([0, 0, 0, 0]);
      expect([...decode(encodePng(4, 1, [0, 0, 0, 0], kind), 'lapa-11').ids]).toEqual([0, 0, 0, 0]);
    }
  });

  test('come back from any map, kind and filter', () => {
    const grid = fc.record({
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom(...COLOUR, ...INDEXED.slice(2)),
      filter: fc.constantFrom(0, 1, 2, 3, 4),
      palette: fc.constantFrom(...LABEL_PALETTES),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(grid, ({ width, height, kind, filter, palette, seed }) => {
        const colours = LABEL_PALETTE_COLOURS[palette];
        const ids = Array.from({ length: width * height }, (_, i) => (Math.imul(i + 1, seed | 1) >>> 8) % colours.length);
        expect(decode(encodePng(width, height, ids, { ...kind, filter, colours }), palette).ids).toEqual(Uint8Array.from(ids));
      }),
      { numRuns: 200 },
    );
  });

  test('are those that sharp writes', async () => {
    const ids = Array.from({ length: 30 * 20 }, (_, i) => (i >> 2) % 11);
    const picture = open(paint(30, 20, (x, y) => LAPA[ids[y * 30 + x]!]!));
    for (const file of [picture.clone().png(), picture.clone().ensureAlpha(0.5).png(), picture.clone().png({ palette: true })]) {
      expect(decode(await file.toBuffer(), 'lapa-11').ids).toEqual(Uint8Array.from(ids));
    }
  });

  test('transparency and chunks about it say nothing', () => {
    const file = encodePng(2, 1, [1, 0], { ...INDEXED[2]!, colours: LAPA });
    const before = file.indexOf('IDAT') - 4;
    const bytes = Buffer.concat([file.subarray(0, before), chunk('tRNS', Buffer.alloc(2)), file.subarray(before)]);
    expect([...decode(bytes, 'lapa-11').ids]).toEqual([1, 0]);
  });
});

test('no palette has one colour twice', () => {
  for (const palette of LABEL_PALETTES) {
    const colours = LABEL_PALETTE_COLOURS[palette];
    expect(new Set(colours.map(packColour)).size).toBe(colours.length);
  }
});
