import sharp from 'sharp';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import { bodyWith, GOOD, withLabelMap, withPortrait, type HostileBody } from './hostile-body.ts';

const ascii = (text: string) => () => Buffer.from(text, 'latin1');
const { width, height } = { width: 360, height: 440 };

/** Files that are no PNG, or say that they are something else than they are. Made from the good portrait by sharp. */
export async function hostileFiles(): Promise<HostileBody[]> {
  const jpeg = await sharp(GOOD.portrait).jpeg().toBuffer();
  const progressive = await sharp(GOOD.portrait).jpeg({ progressive: true }).toBuffer();
  const webp = await sharp(GOOD.portrait).webp({ lossless: true, effort: 0 }).toBuffer();
  const lossy = await sharp(GOOD.portrait).webp().toBuffer();
  const noise = { create: { width, height: 8 * height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 } } } as const;
  const animated = await sharp({ ...noise, create: { ...noise.create, background: 'white', pageHeight: height } }).webp().toBuffer();
  const gif = await sharp(GOOD.portrait).gif().toBuffer();
  const tiff = await sharp(GOOD.portrait).tiff().toBuffer();
  const avif = await sharp(GOOD.portrait).avif({ effort: 0 }).toBuffer();

  return [
    withPortrait('a JPEG that only begins', () => jpeg.subarray(0, 3)),
    withPortrait('a JPEG cut inside its tables', () => jpeg.subarray(0, 100)),
    withPortrait('a JPEG cut inside its pixels', () => jpeg.subarray(0, jpeg.length >> 1)),
    withPortrait('a JPEG without its end', () => jpeg.subarray(0, -40)),
    withPortrait('a JPEG of 65500 by 65500', () => ofSize(jpeg, 65_500, 65_500), 'too_large'),
    withPortrait('a JPEG of 65500 by 1', () => ofSize(jpeg, 65_500, 1), 'too_large'),
    withPortrait('a JPEG larger than JPEGs are', () => ofSize(jpeg, 65_535, 65_535)),
    withPortrait('a JPEG without height', () => ofSize(jpeg, width, 0)),
    withPortrait('a JPEG that claims twice its rows', () => ofSize(jpeg, width, 2 * height)),
    withPortrait('a JPEG of 40 components', () => bentFrame(jpeg, 9, 40)),
    withPortrait('a JPEG of 200 bits a sample', () => bentFrame(jpeg, 4, 200)),
    withPortrait('a JPEG whose samples are 0 by 0', () => bentFrame(jpeg, 11, 0)),
    withPortrait('a JPEG of noise', () => Buffer.concat([jpeg.subarray(0, scanOf(jpeg) + 14), Buffer.alloc(5_000, 0xa7), jpeg.subarray(-2)])),
    withPortrait('a JPEG with tables and no picture', () => Buffer.concat([jpeg.subarray(0, frameOf(jpeg)), jpeg.subarray(-2)])),
    withPortrait('a progressive JPEG of ten thousand scans', () => manyScans(progressive, 10_000)),
    withPortrait('a WebP cut behind its name', () => webp.subarray(0, 12)),
    withPortrait('a WebP cut inside its pixels', () => webp.subarray(0, webp.length >> 1)),
    withPortrait('a lossy WebP cut inside its pixels', () => lossy.subarray(0, lossy.length >> 1)),
    withPortrait('a WebP of nothing but zeros', () => Buffer.concat([webp.subarray(0, 25), Buffer.alloc(4_000)])),
    withPortrait('a WebP with a canvas of 16777216 squared', () => wideCanvas(), 'invalid_image'),
    withPortrait('an animated WebP cut inside its first picture', () => animated.subarray(0, 400)),
    withPortrait('a GIF cut inside its pixels', () => gif.subarray(0, gif.length >> 1)),
    withPortrait('a GIF cut behind its name', () => gif.subarray(0, 6)),
    withPortrait('a TIFF cut inside its pixels', () => tiff.subarray(0, tiff.length >> 1)),
    withPortrait('an AVIF cut inside its pixels', () => avif.subarray(0, avif.length >> 1)),
    withPortrait('an AVIF cut behind its brand', () => avif.subarray(0, 24)),
    withPortrait('an SVG with a script', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')),
    withPortrait('an SVG that reads a file', ascii('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>')),
    withPortrait('an SVG of a milliard laughs', ascii(`<!DOCTYPE l [<!ENTITY a "ha">${Array.from('bcdefghij', (name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]><svg>&j;</svg>`)),
    withPortrait('a page', ascii('<!doctype html><script>alert(1)</script>')),
    withPortrait('a PDF', ascii('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj')),
    withPortrait('a command for ImageMagick', ascii('push graphic-context\nfill \'url(https://127.0.0.1/"|ls "-la)\'\npop graphic-context')),
    withPortrait('a zip archive', () => Buffer.from('504b0304140000000800', 'hex')),
    withPortrait('a JPEG XL', () => Buffer.from('ff0a000000000000', 'hex')),
    withPortrait('a BMP', ascii('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')),
    withPortrait('a matrix of OpenEXR', () => Buffer.from('762f3101020000000000', 'hex')),

    large('49 megapixels in 150 KB, and landmarks in a corner', 7_000, 7_000, GOOD.landmarks, 'landmarks_do_not_match_map'),
    large('a strip that is turned by 45 degrees', 32_767, 1_500, [[100, 100], [900, 900]], 'too_large'),
    large('a strip that is turned by 45 degrees and cropped', 32_767, 1_500, [[100, 100], [900, 900]], 'too_large', 'crop'),

    withLabelMap('a JPEG', () => jpeg, 'lossy_segmentation_map'),
    withLabelMap('a JPEG that only begins', () => jpeg.subarray(0, 3), 'lossy_segmentation_map'),
    withLabelMap('a WebP', () => webp, 'invalid_segmentation_map'),
    withLabelMap('a GIF', () => gif),
    withLabelMap('a TIFF', () => tiff),
    withLabelMap('a picture of NumPy', () => Buffer.from('\x93NUMPY\x01\x00v\x00{}', 'latin1')),
    withLabelMap('an SVG with a script', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
  ];
}

/** A portrait of one colour. */
function large(name: string, columns: number, rows: number, landmarks: unknown, code: ErrorCode, canvas = 'expand'): HostileBody {
  const picture = sharp({ create: { width: columns, height: rows, channels: 3, background: 'tan' } });
  const body = async () => {
    const image = (await picture.clone().png().toBuffer()).toString('base64');
    return bodyWith({ image, landmarks, options: { alignment: { canvas } } });
  };
  return { name: `portrait: ${name}`, code, body };
}

/** Where the segment with this marker begins: at its 0xff. */
function segment(jpeg: Buffer, markers: readonly number[]): number {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) if (markers.includes(jpeg[at + 1]!)) return at;
  throw new Error('the JPEG has no such segment');
}
const frameOf = (jpeg: Buffer) => segment(jpeg, [0xc0, 0xc2]);
const scanOf = (jpeg: Buffer) => segment(jpeg, [0xda]);

/** A JPEG with one byte of its frame header replaced; `at` counts from the marker. */
function bentFrame(jpeg: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(jpeg);
  changed[frameOf(jpeg) + at] = value;
  return changed;
}

function ofSize(jpeg: Buffer, columns: number, rows: number): Buffer {
  const changed = Buffer.from(jpeg);
  changed.writeUInt16BE(rows, frameOf(jpeg) + 5);
  changed.writeUInt16BE(columns, frameOf(jpeg) + 7);
  return changed;
}

/** The first scan of a progressive JPEG again and again, each time over all pixels, without anything new in it. */
function manyScans(jpeg: Buffer, count: number): Buffer {
  const from = scanOf(jpeg);
  let to = from + 2;
  // A marker ends a scan's data: 0xff that is neither stuffed (00) nor a restart (d0 to d7).
  while (!(jpeg[to] === 0xff && jpeg[to + 1] !== 0 && (jpeg[to + 1]! & 0xf8) !== 0xd0 && to > from + 14)) to += 1;
  const empty = Buffer.concat([jpeg.subarray(from, from + 2 + jpeg.readUInt16BE(from + 2)), Buffer.alloc(64)]);
  return Buffer.concat([jpeg.subarray(0, to), ...new Array<Buffer>(count).fill(empty), Buffer.from('ffd9', 'hex')]);
}

/** VP8X: a canvas of 2^24 pixels a side, for an animation of nothing. */
function wideCanvas(): Buffer {
  const body = Buffer.from('574542505650385' + '80a00000002000000ffffffffffff', 'hex');
  const riff = Buffer.from('RIFF\0\0\0\0', 'latin1');
  riff.writeUInt32LE(body.length, 4);
  return Buffer.concat([riff, body]);
}
