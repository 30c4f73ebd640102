import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { decodePortrait } from '../../src/imaging/decode-portrait.ts';
import { colourAt, open, paint } from '../support/pictures.ts';
import { refusal } from '../support/refusal.ts';

const LIMITS = { maxBytes: 10_000_000, maxPixels: 1_000_000 };
const decode = (bytes: Uint8Array) => decodePortrait(bytes, LIMITS);

/** Noisy enough that every part of a compressed file matters. */
const picture = open(paint(120, 90, (x, y) => [x * 2, y * 2, (x * 37 + y * 91) % 256]));

describe('refusals', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('a %s that ends early is never half a picture', async (format) => {
    const bytes = await picture.clone().toFormat(format).toBuffer();
    for (const share of [0.02, 0.3, 0.6, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      expect(await refusal(() => decode(cut)), `${share}`).toMatchObject({ code: 'invalid_image' });
    }
  });

  test('a PNG with damaged pixels', async () => {
    const bytes = await picture.clone().png().toBuffer();
    bytes[bytes.length >> 1]! ^= 0xff;
    expect(await refusal(() => decode(bytes))).toMatchObject({ code: 'invalid_image' });
  });

  test('an SVG, which no portrait is', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect(await refusal(() => decode(svg))).toMatchObject({ code: 'invalid_image' });
  });

  test('a portrait over the limits', async () => {
    const bytes = await picture.clone().png().toBuffer();
    const tooLarge = await refusal(() => decodePortrait(bytes, { ...LIMITS, maxPixels: 120 * 90 - 1 }));
    expect(tooLarge.code).toBe('too_large');
  });
});

describe('pixels', () => {
  test('an RGB PNG comes out as it is', async () => {
    const raster = await decode(await picture.clone().png().toBuffer());
    expect(raster).toMatchObject({ width: 120, height: 90, channels: 3, exifOrientation: 1 });
    expect(Buffer.compare(raster.data, await picture.clone().raw().toBuffer())).toBe(0);
  });

  test('transparency is flattened on white', async () => {
    const bytes = await sharp(Buffer.from([255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 128]), {
      raw: { width: 3, height: 1, channels: 4 },
    })
      .png()
      .toBuffer();
    const raster = await decode(bytes);
    expect(colourAt(raster, 0, 0)).toEqual([255, 0, 0]);
    expect(colourAt(raster, 1, 0)).toEqual([255, 255, 255]);
    expect(colourAt(raster, 2, 0)).toEqual([127, 127, 127]);
  });

  test('gray, gray with alpha, palette and sixteen bits become 8-bit RGB', async () => {
    const steps = open(paint(4, 1, (x) => [x * 80, x * 80, x * 80]));
    const files = [
      steps.clone().toColourspace('b-w').png(),
      steps.clone().ensureAlpha().toColourspace('b-w').png(),
      steps.clone().png({ palette: true }),
      steps.clone().toColourspace('rgb16').png(),
      steps.clone().toColourspace('grey16').png(),
      steps.clone().webp({ lossless: true }),
    ];
    for (const file of files) {
      const raster = await decode(await file.toBuffer());
      expect(raster.data).toHaveLength(12);
      for (const x of [0, 1, 2, 3]) {
        for (const value of colourAt(raster, x, 0)) expect(Math.abs(value - x * 80)).toBeLessThanOrEqual(1);
      }
    }
  });

  test('a CMYK JPEG becomes sRGB', async () => {
    const red = open(paint(32, 32, () => [200, 30, 30]));
    const bytes = await red.toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const raster = await decode(bytes);
    expect(raster.data).toHaveLength(32 * 32 * 3);
    const [r, g, b] = colourAt(raster, 16, 16);
    expect(r! - Math.max(g!, b!)).toBeGreaterThan(100);
  });

  test('an animation stands for its first frame', async () => {
    const frames = [10, 200].map((value) => open(paint(8, 6, () => [value, value, value])).png().toBuffer());
    const bytes = await sharp(await Promise.all(frames), { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const raster = await decode(bytes);
    expect([raster.width, raster.height]).toEqual([8, 6]);
    expect(colourAt(raster, 4, 3)).toEqual([10, 10, 10]);
  });

  /** Where the stored picture's first pixel is shown, by EXIF orientation: left or right, top or bottom. */
  test.each([
    [1, 'left', 'top'],
    [2, 'right', 'top'],
    [3, 'right', 'bottom'],
    [4, 'left', 'bottom'],
    [5, 'left', 'top'],
    [6, 'right', 'top'],
    [7, 'right', 'bottom'],
    [8, 'left', 'bottom'],
  ] as const)('EXIF orientation %i is applied', async (orientation, side, edge) => {
    const marked = open(paint(7, 5, (x, y) => (x + y === 0 ? [255, 0, 0] : [0, 0, 0])));
    const raster = await decode(await marked.withMetadata({ orientation }).png().toBuffer());
    const [width, height] = orientation < 5 ? [7, 5] : [5, 7];
    expect(raster).toMatchObject({ width, height, exifOrientation: orientation });
    const x = side === 'left' ? 0 : width - 1;
    const y = edge === 'top' ? 0 : height - 1;
    expect(colourAt(raster, x, y)).toEqual([255, 0, 0]);
  });
});
