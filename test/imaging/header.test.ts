import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { decodePortrait } from '../../src/imaging/decode-portrait.ts';
import { checkLabelMapHeader, checkPortraitHeader, readImageHeader } from '../../src/imaging/header.ts';
import { open, paint } from '../support/pictures.ts';
import { chunk, encodePng, header, SIGNATURE, type PngKind } from '../support/png.ts';
import { refusal } from '../support/refusal.ts';

const LIMITS = { maxBytes: 100_000, maxPixels: 10_000 };
const GRAY: PngKind = { colourType: 0, bitDepth: 8 };
const picture = open(paint(30, 20, (x, y) => [x, y, 9]));
const mapOf = (head: Buffer) => Buffer.concat([SIGNATURE, head, chunk('IEND')]);

describe('what is no picture at all', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  test.each([
    ['no bytes', ''],
    ['one byte', 'x'],
    ['text', 'hello, this is not a picture at all'],
    ['an SVG', svg],
    ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
    ['only a PNG signature', SIGNATURE],
    ['only the start of a JPEG', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['only the start of a WebP', 'RIFF\x20\0\0\0WEBP'],
  ])('%s is refused', async (_, content) => {
    const bytes = Buffer.from(content);
    expect(await refusal(() => readImageHeader(bytes))).toMatchObject({ code: 'invalid_image' });
    expect(await refusal(() => checkPortraitHeader(bytes, LIMITS))).toMatchObject({ code: 'invalid_image' });
    const asMap = await refusal(() => checkLabelMapHeader(bytes, LIMITS));
    expect(asMap.code).toMatch(/^(invalid|lossy)_segmentation_map$/);
  });

  test('a PNG header cut anywhere is refused', async () => {
    const whole = encodePng(3, 2, [1, 2, 3, 4, 5, 6], GRAY);
    for (let length = 0; length < 33; length++) {
      const cut = whole.subarray(0, length);
      expect(await refusal(() => readImageHeader(cut))).toMatchObject({ code: 'invalid_image' });
      expect(await refusal(() => checkLabelMapHeader(cut, LIMITS))).toMatchObject({ code: 'invalid_segmentation_map' });
    }
  });
});

describe('what cameras write', () => {
  const whole = sharp({ create: { width: 30, height: 20, channels: 3, background: '#a0522d' } }).withMetadata({ orientation: 6 });
  test.each([
    ['avif', () => whole.clone().avif(), 20, 30],
    ['tiff', () => whole.clone().tiff(), 20, 30],
    // A GIF has no EXIF.
    ['gif', () => whole.clone().gif(), 30, 20],
  ] as const)('%s has its size after EXIF orientation, in its header as in its pixels', async (format, encode, width, height) => {
    const bytes = await encode().toBuffer();
    expect(await readImageHeader(bytes)).toMatchObject({ format, width, height });
    expect(await decodePortrait(bytes, LIMITS)).toMatchObject({ width, height, channels: 3 });
    for (const length of [12, 24, bytes.length >> 1]) expect(await refusal(() => decodePortrait(bytes.subarray(0, length), LIMITS))).toMatchObject({ code: 'invalid_image' });
  });

  test('an AVIF is told by any of its brands', async () => {
    const avif = await whole.clone().avif().toBuffer();
    expect(avif.toString('latin1', 8, 12)).toBe('avif');
    avif.write('mif1', 8, 'latin1');
    expect(await readImageHeader(avif)).toMatchObject({ format: 'avif', width: 20, height: 30 });
  });

  test('a HEIC is told what to do', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
    expect(await refusal(() => readImageHeader(heic))).toEqual({ code: 'invalid_image', message: 'The image is a HEIC, which cannot be read here. Save it as a JPEG or PNG.' });
  });
});

describe('label maps', () => {
  test.each([
    ['no width', header(0, 5, GRAY)],
    ['no height', header(5, 0, GRAY)],
    ['a size beyond PNG', header(0xffffffff, 1, GRAY)],
    ['an indexed PNG of 16 bits', header(5, 5, { colourType: 3, bitDepth: 16 })],
    ['another first chunk', chunk('IDAT')],
  ])('%s is refused', async (_, head) => {
    expect(await refusal(() => checkLabelMapHeader(mapOf(head), LIMITS))).toMatchObject({
      code: 'invalid_segmentation_map',
    });
  });

  test('a damaged header is refused', async () => {
    const bytes = encodePng(3, 2, [1, 2, 3, 4, 5, 6], GRAY);
    bytes[19]! ^= 1;
    expect(await refusal(() => checkLabelMapHeader(bytes, LIMITS))).toEqual({
      code: 'invalid_segmentation_map',
      message: 'The label map has a damaged header.',
    });
  });

  test.each(['jpeg', 'webp'] as const)('a %s is refused because it invents labels', async (format) => {
    const bytes = await picture.clone().toFormat(format).toBuffer();
    const { code, message } = await refusal(() => checkLabelMapHeader(bytes, LIMITS));
    expect(code).toBe('lossy_segmentation_map');
    expect(message).toMatch(/labels that nobody drew/);
  });

  test.each([2, 6] as const)('a colour PNG (type %i) is refused', async (colourType) => {
    const bytes = encodePng(2, 1, [1, 2], { colourType, bitDepth: 8 });
    const { code, message } = await refusal(() => checkLabelMapHeader(bytes, LIMITS));
    expect(code).toBe('invalid_segmentation_map');
    expect(message).toMatch(/one integer a pixel/);
  });

  test('a large map is refused on its header alone', async () => {
    const bytes = mapOf(header(20_000, 20_000, GRAY));
    expect(await refusal(() => checkLabelMapHeader(bytes, LIMITS))).toMatchObject({ code: 'too_large' });
  });

  test('the header is what was written', () => {
    const bytes = encodePng(5, 3, new Uint8Array(15), { colourType: 3, bitDepth: 4, interlaced: true });
    expect(checkLabelMapHeader(bytes, LIMITS)).toEqual({
      width: 5,
      height: 3,
      bitDepth: 4,
      colourType: 3,
      interlaced: true,
    });
  });
});

describe('portraits', () => {
  test('too many bytes, too many pixels and too long a side are refused', async () => {
    const bytes = await picture.clone().png().toBuffer();
    const check = (limits: typeof LIMITS, file = bytes) => refusal(() => checkPortraitHeader(file, limits));
    expect(await check({ ...LIMITS, maxBytes: bytes.length - 1 })).toMatchObject({ code: 'too_large' });
    expect(await check({ ...LIMITS, maxPixels: 599 })).toMatchObject({ code: 'too_large' });
    const ribbon = await open(paint(40_000, 1, () => [1, 2, 3])).png().toBuffer();
    expect(await check({ maxBytes: 1e6, maxPixels: 1e6 }, ribbon)).toMatchObject({ code: 'too_large' });
    await expect(checkPortraitHeader(bytes, { maxBytes: bytes.length, maxPixels: 600 })).resolves.toBeDefined();
  });

  test.each(['png', 'jpeg', 'webp'] as const)('size before and after the EXIF orientation of a %s', async (format) => {
    const bytes = await picture.clone().withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
    expect(await readImageHeader(bytes)).toMatchObject({
      format,
      width: 20,
      height: 30,
      orientation: 6,
      stored: { width: 30, height: 20 },
    });
  });

  test('bit depth and colour type of a PNG', async () => {
    const bytes = await picture.clone().toColourspace('rgb16').png().toBuffer();
    expect((await readImageHeader(bytes)).png).toMatchObject({ bitDepth: 16, colourType: 2 });
    expect((await readImageHeader(await picture.clone().jpeg().toBuffer())).png).toBeNull();
  });
});
