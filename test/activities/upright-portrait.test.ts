import sharp from 'sharp';
import { expect, test } from 'vitest';
import { rotate } from '../../activities/rotate.ts';
import type { Affine } from '../../src/geometry/index.ts';
import { useImaging } from '../support/imaging.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const imaging = useImaging();
const [width, height] = [48, 32];
const picture = () => sharp(Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 11) % 251), { raw: { width, height, channels: 3 } });
const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

interface Given {
  readonly matrix?: Affine;
  readonly orientation?: 'stored';
  readonly size?: { readonly width: number; readonly height: number };
}

/** The upright portrait of a file, and how many pictures were decoded for it. */
async function upright(file: Buffer, { matrix = IDENTITY, orientation, size = { width, height } }: Given = {}) {
  const store = createMemoryStore();
  const real = imaging();
  let decoded = 0;
  const decodePortrait: typeof real.imaging.decodePortrait = (...input) => {
    decoded++;
    return real.imaging.decodePortrait(...input);
  };
  const step = rotate({ ...real, store, imaging: { ...real.imaging, decodePortrait } });
  const alignment = store.put(Buffer.from(JSON.stringify({ matrix, originalSize: size, uprightSize: size })));
  const attempt = { isRetry: false, submissionId: 'one', runId: 'run', signal: new AbortController().signal };
  const output = await step({ portrait: store.put(file), alignment, ...(orientation && { orientation }) }, attempt);
  const stored = await store.load([output.uprightPortrait]);
  return { bytes: stored.get(output.uprightPortrait)!, decoded };
}

const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

test('a JPEG that is upright as it came keeps every pixel, is not decoded, and loses what was said of it', async () => {
  const file = await picture().withExif({ IFD3: { GPSLatitude: '47/1 30/1 0/1' } }).jpeg({ quality: 70 }).toBuffer();
  const { bytes, decoded } = await upright(file);
  expect(decoded).toBe(0);
  expect(Buffer.compare(await pixelsOf(bytes), await pixelsOf(file))).toBe(0);
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
});

test('one that EXIF turns is encoded anew, unless its pixels are meant as they are stored', async () => {
  const plain = await picture().jpeg().toBuffer();
  // A big-endian TIFF of one entry: tag 0x112, one number of 16 bits, 6.
  const exif = Buffer.from('\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1');
  const file = Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]);
  const turned = await upright(file, { size: { width: height, height: width } });
  expect(turned.decoded).toBe(1);
  expect(await sharp(turned.bytes).metadata()).toMatchObject({ width: height, height: width });
  const stored = await upright(file, { orientation: 'stored' });
  expect(stored.decoded).toBe(0);
  const { width: storedWidth, orientation } = await sharp(stored.bytes).metadata();
  expect([storedWidth, orientation]).toEqual([width, undefined]);
});

test.each([
  ['a PNG', () => picture().png().toBuffer()],
  ['a WebP', () => picture().webp().toBuffer()],
  ['a JPEG with a colour profile', () => picture().withIccProfile('p3').jpeg().toBuffer()],
  ['a JPEG of four colours', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
])('the upright portrait of %s is a JPEG of our own', async (_what, make) => {
  const { bytes, decoded } = await upright(await make());
  expect(decoded).toBe(1);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', hasProfile: false });
});

test('one that moves by a pixel is turned as ever', async () => {
  expect((await upright(await picture().jpeg().toBuffer(), { matrix: [1, 0, 0, 1, 1, 0] })).decoded).toBe(1);
});
