import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { chunk, encodePng, header, SIGNATURE, type PngKind } from '../support/png.ts';
import { refusal } from '../support/refusal.ts';

const LIMITS = { maxBytes: 10_000_000, maxPixels: 1_000_000 };
const decode = (bytes: Uint8Array) => decodeLabelMap(bytes, LIMITS);

const GRAY8: PngKind = { colourType: 0, bitDepth: 8 };
const GRAYS = ([1, 2, 4, 8, 16] as const).map((bitDepth) => ({ colourType: 0, bitDepth }) as const);
const INDEXED = ([1, 2, 4, 8] as const).map((bitDepth) => ({ colourType: 3, bitDepth }) as const);
const ALPHAS = ([8, 16] as const).map((bitDepth) => ({ colourType: 4, bitDepth }) as const);
const KINDS: PngKind[] = [...GRAYS, ...INDEXED, ...ALPHAS].flatMap((kind) => [kind, { ...kind, interlaced: true }]);

function assemble(width: number, height: number, scanlines: Uint8Array, kind = GRAY8): Buffer {
  const data = chunk('IDAT', deflateSync(scanlines));
  return Buffer.concat([SIGNATURE, header(width, height, kind), data, chunk('IEND')]);
}

describe('refusals', () => {
  const whole = encodePng(4, 3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], GRAY8);

  test('a file cut anywhere', async () => {
    for (let length = 0; length < whole.length; length++) {
      const { code } = await refusal(() => decode(whole.subarray(0, length)));
      expect(code, `${length} bytes`).toBe('invalid_segmentation_map');
    }
  });

  test('a file with any one bit turned', async () => {
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bent = Buffer.from(whole);
      bent[bit >> 3]! ^= 1 << (bit & 7);
      const { code } = await refusal(() => decode(bent));
      expect(code, `bit ${bit}`).toBe('invalid_segmentation_map');
    }
  });

  test('more data than the size calls for, without making room for it', async () => {
    const bomb = assemble(1, 1, Buffer.alloc(300_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const { code, message } = await refusal(() => decode(bomb));
    expect(code).toBe('invalid_segmentation_map');
    expect(message).toMatch(/more data than its size calls for/);
  });

  test('less data than the size calls for', async () => {
    const { message } = await refusal(() => decode(assemble(4, 4, Buffer.alloc(19))));
    expect(message).toBe('The label map has damaged or truncated pixel data.');
  });

  test('a filter that PNG does not know', async () => {
    expect(await refusal(() => decode(assemble(1, 1, Uint8Array.of(5, 0))))).toMatchObject({
      code: 'invalid_segmentation_map',
    });
  });

  test('an indexed PNG without a palette, and a PNG without pixel data', async () => {
    const bare = assemble(1, 1, Uint8Array.of(0, 0), { colourType: 3, bitDepth: 8 });
    expect((await refusal(() => decode(bare))).message).toMatch(/no palette/);
    const empty = Buffer.concat([SIGNATURE, header(1, 1, GRAY8), chunk('IEND')]);
    expect((await refusal(() => decode(empty))).message).toMatch(/no pixel data/);
  });

  test('257 labels, where 256 are taken', async () => {
    const kind: PngKind = { colourType: 0, bitDepth: 16 };
    const labels = Array.from({ length: 257 }, (_, i) => i * 255);
    const { code, message } = await refusal(() => decode(encodePng(257, 1, labels, kind)));
    expect(code).toBe('invalid_segmentation_map');
    expect(message).toMatch(/more than 256 different labels/);
    expect(decode(encodePng(256, 1, labels.slice(0, 256), kind)).ids).toEqual(Uint16Array.from(labels.slice(0, 256)));
  });

  test('a checkerboard of more parts than anything of a face has', async () => {
    const scanlines = Buffer.from(Array.from({ length: 600 * 601 }, (_, i) => (i % 601 === 0 ? 0 : i & 1)));
    const { code, message } = await refusal(() => decode(assemble(600, 600, scanlines)));
    expect(code).toBe('invalid_segmentation_map');
    expect(message).toMatch(/more than 250000 parts/);
  });
});

describe('ids', () => {
  test('of two labels are the same from every kind of PNG', () => {
    const ids = Array.from({ length: 11 * 9 }, (_, i) => Number((i * 7) % 11 < 4));
    for (const kind of KINDS) {
      expect(decode(encodePng(11, 9, ids, kind)), JSON.stringify(kind)).toEqual({
        width: 11,
        height: 9,
        ids: Uint8Array.from(ids),
      });
    }
  });

  test('above 255 stay as they are', () => {
    const ids = [0, 1, 255, 256, 4096, 65535];
    const map = decode(encodePng(3, 2, ids, { colourType: 0, bitDepth: 16 }));
    expect(map.ids).toEqual(Uint16Array.from(ids));
  });

  test('survive chunks that a map has no use for, and bytes after the end', () => {
    const whole = encodePng(2, 1, [3, 4], GRAY8);
    const extra = [chunk('acTL', Buffer.alloc(8)), chunk('tEXt', Buffer.from('a\0b')), chunk('tRNS', Buffer.alloc(2))];
    const bytes = Buffer.concat([whole.subarray(0, 33), ...extra, whole.subarray(33), Buffer.from('tail')]);
    expect(decode(bytes).ids).toEqual(Uint8Array.of(3, 4));
  });

  test('are read from the middle of a larger buffer', () => {
    const file = encodePng(2, 1, [3, 4], GRAY8);
    const slab = Buffer.concat([Buffer.alloc(5, 1), file, Buffer.alloc(7, 2)]);
    expect(decode(slab.subarray(5, 5 + file.length)).ids).toEqual(Uint8Array.of(3, 4));
  });

  test('are the same for any grid, kind and filter', () => {
    const grid = fc.record({
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom(...KINDS),
      filter: fc.constantFrom(0, 1, 2, 3, 4),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(grid, ({ width, height, kind, filter, seed }) => {
        const most = Math.min(2 ** kind.bitDepth, 256);
        const ids = Array.from({ length: width * height }, (_, i) => (Math.imul(i + 1, seed | 1) >>> 8) % most);
        expect(decode(encodePng(width, height, ids, { ...kind, filter })).ids).toEqual(Uint8Array.from(ids));
      }),
      { numRuns: 400 },
    );
  });

  test('of eight gray bits are what sharp reads too', async () => {
    const ids = Array.from({ length: 23 * 17 }, (_, i) => (i * 89) % 256);
    for (const filter of [0, 1, 2, 3, 4] as const) {
      for (const interlaced of [false, true]) {
        const bytes = encodePng(23, 17, ids, { ...GRAY8, filter, interlaced });
        const read = await sharp(bytes).toColourspace('b-w').raw().toBuffer();
        expect(decode(bytes).ids).toEqual(Uint8Array.from(read));
      }
    }
  });
});
