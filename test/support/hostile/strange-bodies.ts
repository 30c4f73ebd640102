import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { chunk, header, SIGNATURE } from '../png.ts';
import { bodyWith, bodyWritten, GOOD } from './hostile-body.ts';

/** A good body with something hostile in a place that says nothing of the face: it is done, as if that were not there. */
export interface StrangeBody {
  readonly name: string;
  readonly body: () => string | Uint8Array | Promise<string>;
}

const MIB = 2 ** 20;
const SCRIPT = '<script>alert(1)</script>';
const bomb = (bytes: number) => deflateSync(Buffer.alloc(bytes), { level: 9 });
const text = (type: string, keyword: string, body: Uint8Array) => chunk(type, Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), body]));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const ANCILLARY: [name: string, chunks: () => Buffer[]][] = [
  ['a profile that unpacks to 256 MB', () => [text('iCCP', 'x', Buffer.concat([Buffer.from([0]), bomb(256 * MIB)]))]],
  ['a text that unpacks to 256 MB', () => [text('zTXt', 'Comment', Buffer.concat([Buffer.from([0]), bomb(256 * MIB)]))]],
  ['a hundred texts that unpack to 16 MB each', () => new Array<Buffer>(100).fill(text('zTXt', 'Comment', Buffer.concat([Buffer.from([0]), bomb(16 * MIB)])))],
  ['an international text that unpacks to 256 MB', () => [text('iTXt', 'XML:com.adobe.xmp', Buffer.concat([Buffer.from([1, 0, 0, 0]), bomb(256 * MIB)]))],
  ],
  ['a hundred thousand texts', () => [Buffer.concat(new Array(100_000).fill(text('tEXt', 'a', Buffer.from('b'))))]],
  ['a script in a text', () => [text('tEXt', 'Title', Buffer.from(SCRIPT))]],
  ['EXIF that refers to itself', () => [chunk('eXIf', Buffer.from('4d4d002a000000080001876900040000000100000008000000000000', 'hex'))]],
  ['EXIF of nothing but 0xff', () => [chunk('eXIf', Buffer.alloc(4_000, 0xff))]],
  ['an animation of four milliard pictures', () => [chunk('acTL', Buffer.from('ffffffff00000000', 'hex'))]],
];

/** The good picture with chunks behind its header. */
function withChunks(png: Buffer, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

export const STRANGE_BODIES: readonly StrangeBody[] = [
  ...ANCILLARY.flatMap(([name, chunks]): StrangeBody[] => [
    { name: `portrait: ${name}`, body: () => bodyWith({ image: base64(withChunks(GOOD.portrait, chunks())) }) },
    { name: `map: ${name}`, body: () => bodyWith({ segmentation_map: base64(withChunks(GOOD.labelMap, chunks())) }) },
  ]),
  { name: 'portrait: a page behind its end', body: () => bodyWith({ image: base64(Buffer.concat([GOOD.portrait, Buffer.from(`<!doctype html>${SCRIPT}`)])) }) },
  { name: 'map: an archive behind its end', body: () => bodyWith({ segmentation_map: base64(Buffer.concat([GOOD.labelMap, Buffer.alloc(MIB, 'PK')])) }) },
  { name: 'portrait: an orientation that there is not', body: async () => bodyWith({ image: base64(await oriented(99)) }) },
  { name: 'portrait: a script as its author', body: async () => bodyWith({ image: base64(await authored()) }) },
  { name: 'portrait: a GIF', body: async () => bodyWith({ image: base64(await sharp(GOOD.portrait).gif().toBuffer()) }) },
  { name: 'portrait: a TIFF', body: async () => bodyWith({ image: base64(await sharp(GOOD.portrait).tiff().toBuffer()) }) },
  { name: 'portrait: an AVIF', body: async () => bodyWith({ image: base64(await sharp(GOOD.portrait).avif({ effort: 0 }).toBuffer()) }) },
  { name: 'portrait: a WebP that moves', body: async () => bodyWith({ image: base64(await moving()) }) },
  { name: 'map: 16 bits of the same labels', body: async () => bodyWith({ segmentation_map: base64(await sharp(GOOD.labelMap).toColourspace('grey16').png().toBuffer()) }) },
  { name: 'map: one row of 32767 pixels', body: () => bodyWith({ segmentation_map: base64(gray(32_767, 1, () => 1)) }) },
  { name: 'body: a mark of byte order before it', body: () => `\ufeff${bodyWith({})}` },
  { name: 'body: landmarks twice, the second good', body: () => bodyWritten('landmarks', `null,"landmarks":${JSON.stringify(GOOD.landmarks)}`) },
  { name: 'body: image twice, the first of a megabyte', body: () => bodyWritten('image', `"${'A'.repeat(MIB)}","image":"${base64(GOOD.portrait)}"`) },
  { name: 'body: names in escapes', body: () => bodyWith({}).replace('"image"', '"\\u0069mage"') },
];

function gray(width: number, height: number, id: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc(height * (1 + width));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (1 + width) + 1 + x] = id(x, y);
  return Buffer.concat([SIGNATURE, header(width, height, { colourType: 0, bitDepth: 8 }), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

const oriented = (orientation: number) => sharp(GOOD.portrait).withExif({ IFD0: { Orientation: String(orientation) } }).jpeg().toBuffer();
const authored = () => sharp(GOOD.portrait).withExif({ IFD0: { Artist: SCRIPT, Copyright: SCRIPT } }).jpeg().toBuffer();

async function moving(): Promise<Buffer> {
  const one = await sharp(GOOD.portrait).removeAlpha().raw().toBuffer();
  const pages = Buffer.concat(new Array<Buffer>(10).fill(one));
  return sharp(pages, { raw: { width: 360, height: 4_400, channels: 3, pageHeight: 440 } }).webp({ loop: 0 }).toBuffer();
}
