import { deflateSync, gzipSync } from 'node:zlib';
import { chunk, encodePng, header, SIGNATURE, type PngKind } from '../png.ts';
import { GOOD, withLabelMap, withPortrait, type HostileBody } from './hostile-body.ts';

const RGB: PngKind = { colourType: 2, bitDepth: 8 };
const GRAY: PngKind = { colourType: 0, bitDepth: 8 };
const INDEXED: PngKind = { colourType: 3, bitDepth: 8 };

const png = (...chunks: Uint8Array[]) => Buffer.concat([SIGNATURE, ...chunks, chunk('IEND')]);
const idat = (bytes: Uint8Array) => chunk('IDAT', deflateSync(bytes, { level: 9 }));
const zeros = (bytes: number) => Buffer.alloc(bytes);
/** Pixels of one colour, as scanlines without a filter. */
const blank = (width: number, height: number, kind: PngKind) => zeros(height * (1 + width * (kind === RGB ? 3 : 1)));
const cut = (bytes: Uint8Array, length: number) => bytes.subarray(0, length);

/** The file with one byte of it changed. */
function bent(bytes: Uint8Array, at: number, by = 0x01): Buffer {
  const changed = Buffer.from(bytes);
  changed[at < 0 ? changed.length + at : at]! ^= by;
  return changed;
}

/** A chunk of whose checksum one bit is wrong. */
const miscounted = (named: Buffer) => bent(named, -1);

/** What every PNG reader has to stand, whatever the picture is for; `kind` as the field wants it. */
function brokenPngs(kind: PngKind, good: Buffer): [name: string, png: () => Buffer][] {
  const [width, height] = [360, 440];
  const whole = () => idat(blank(width, height, kind));
  return [
    ['nothing but a signature', () => SIGNATURE],
    ['cut inside the header', () => cut(good, 20) as Buffer],
    ['cut behind the header', () => cut(good, 33) as Buffer],
    ['cut inside the name of a chunk', () => cut(good, 39) as Buffer],
    ['cut inside its pixels', () => cut(good, good.length >> 1) as Buffer],
    ['a wrong checksum in the header', () => png(miscounted(header(width, height, kind)), whole())],
    ['a wrong checksum in the pixels', () => png(header(width, height, kind), miscounted(whole()))],
    ['no pixels at all', () => png(header(width, height, kind))],
    ['fewer pixels than it claims', () => png(header(width, height, kind), idat(blank(width, height / 2, kind)))],
    ['pixels that are not compressed', () => png(header(width, height, kind), chunk('IDAT', blank(width, height, kind)))],
    ['pixels that are compressed by another program', () => png(header(width, height, kind), chunk('IDAT', gzipSync(blank(width, height, kind))))],
    ['a filter that there is not', () => png(header(width, height, kind), idat(blank(width, height, kind).fill(9)))],
    ['no width', () => png(header(0, height, kind), whole())],
    ['no height', () => png(header(width, 0, kind), whole())],
    ['a width of 32 bits', () => png(header(0xffffffff, 1, kind), whole())],
    ['a depth that there is not', () => png(header(width, height, { ...kind, bitDepth: 7 as 8 }), whole())],
    ['a colour type that there is not', () => png(header(width, height, { ...kind, colourType: 5 as 4 }), whole())],
    ['a header in the second place', () => png(chunk('tEXt'), header(width, height, kind), whole())],
    ['a header that is too long', () => png(chunk('IHDR', zeros(26)), whole())],
    ['a chunk longer than the file', () => png(header(width, height, kind), Buffer.from('ffffffff49444154', 'hex'))],
    ['Adam7 that ends in its fourth pass', () => png(header(width, height, { ...kind, interlaced: true }), idat(blank(width, height / 4, kind)))],
    ['Adam7 of another kind', () => png(bentHeader(kind, 12, 2), whole())],
    ['a compression that there is not', () => png(bentHeader(kind, 10, 1), whole())],
    ['two headers of which the second is larger', () => png(header(width, height, kind), header(4000, 4000, kind), chunk('IDAT', zeros(1)))],
  ];
}

/** A header whose checksum is right and of which one byte is not. */
function bentHeader(kind: PngKind, at: number, value: number): Buffer {
  const body = Buffer.from(header(360, 440, kind).subarray(8, 21));
  body[at] = value;
  return chunk('IHDR', body);
}

const claims = (width: number, height: number, kind: PngKind) => png(header(width, height, kind), idat(zeros(9)));

export function hostilePngs(): HostileBody[] {
  return [
    ...brokenPngs(RGB, GOOD.portrait).map(([name, make]) => withPortrait(name, make)),
    ...brokenPngs(GRAY, GOOD.labelMap).map(([name, make]) => withLabelMap(name, make)),

    withPortrait('65535 by 65535 in a hundred bytes', () => claims(65_535, 65_535, RGB), 'too_large'),
    withPortrait('two milliards squared', () => claims(0x7fffffff, 0x7fffffff, RGB)),
    withPortrait('1 by 200000', () => claims(1, 200_000, RGB), 'too_large'),
    withPortrait('200000 by 1', () => claims(200_000, 1, RGB), 'too_large'),
    withPortrait('49 megapixels, of which none is there', () => claims(7_000, 7_000, RGB)),
    withPortrait('a chunk that nobody knows, with a wrong checksum', () => {
      return Buffer.concat([GOOD.portrait.subarray(0, 33), miscounted(chunk('abcd')), GOOD.portrait.subarray(33)]);
    }),
    withLabelMap('65535 by 65535 in a hundred bytes', () => claims(65_535, 65_535, GRAY), 'too_large'),
    withLabelMap('1 by 200000', () => claims(1, 200_000, GRAY), 'too_large'),
    withLabelMap('25 megapixels, of which none is there', () => claims(5_000, 5_000, GRAY)),
    withLabelMap('a bomb: 40 by 40 pixels that unpack to 256 MB', () => png(header(40, 40, GRAY), idat(zeros(2 ** 28)))),
    withLabelMap('a bomb in a thousand chunks', () => png(header(40, 40, GRAY), ...inChunks(deflateSync(zeros(2 ** 27), { level: 9 }), 1000))),
    withLabelMap('half a million empty chunks of pixels', () => png(header(40, 40, GRAY), Buffer.concat(new Array(500_000).fill(chunk('IDAT'))))),
    withLabelMap('a table of colours that is no multiple of three', () => indexed(zeros(7)), 'invalid_segmentation_map', { labels: { palette: 'lapa-11' } }),
    withLabelMap('an empty table of colours', () => indexed(zeros(0)), 'invalid_segmentation_map', { labels: { palette: 'lapa-11' } }),
    withLabelMap('an index beyond its table of colours', () => indexed(zeros(3), 200), 'invalid_segmentation_map', { labels: { palette: 'lapa-11' } }),
    withLabelMap('indexed without a table of colours', () => png(header(40, 40, INDEXED), idat(blank(40, 40, INDEXED)))),
    withLabelMap('colours that are in no palette', () => GOOD.portrait, 'invalid_segmentation_map', { labels: { palette: 'lapa-11' } }),
    withLabelMap('a colour picture', () => GOOD.portrait),
    withLabelMap('65535 labels', () => manyLabels(256, 256)),
    withLabelMap('257 labels', () => manyLabels(257, 1)),
    withLabelMap('noise: a million parts', () => patterned(1000, (x, y) => 1 + ((x + 2 * y) % 5))),
    withLabelMap('a chess board', () => patterned(640, (x, y) => 1 + ((x + y) & 1))),
    withLabelMap('stripes of one pixel', () => patterned(2_000, (x) => 1 + (x & 1)), 'invalid_segmentation_map', {
      contours: { detail: 'measure', min_part_px: 0 },
    }),
    withLabelMap('nothing but background', () => encodePng(40, 40, zeros(1600), GRAY), 'NoFace'),
  ];
}

function inChunks(bytes: Buffer, count: number): Buffer[] {
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, i) => chunk('IDAT', bytes.subarray(i * size, (i + 1) * size)));
}

function indexed(table: Buffer, index = 0): Buffer {
  return png(header(40, 40, INDEXED), chunk('PLTE', table), idat(Buffer.concat(new Array(40).fill(Buffer.from([0, ...new Array(40).fill(index)])))));
}

function manyLabels(width: number, height: number): Buffer {
  const ids = Uint16Array.from({ length: width * height }, (_, i) => i);
  return encodePng(width, height, ids, { colourType: 0, bitDepth: 16 });
}

function patterned(side: number, label: (x: number, y: number) => number): Buffer {
  const rows = zeros(side * (1 + side));
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) rows[y * (1 + side) + 1 + x] = label(x, y);
  return png(header(side, side, GRAY), idat(rows));
}
