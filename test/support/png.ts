import { crc32, deflateSync } from 'node:zlib';

/** How a grid of ids is written: PNG's colour type, bits a sample, Adam7 or not, and the filter of every scanline. */
export interface PngKind {
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly interlaced?: boolean;
  readonly filter?: 0 | 1 | 2 | 3 | 4;
  /** Red, green and blue by id: what colour pictures are painted in, and the table of indexed ones. */
  readonly colours?: readonly (readonly number[])[];
}

export const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const PASSES = ['1 6 4 6 2 6 4 6', '7 7 7 7 7 7 7 7', '5 6 5 6 5 6 5 6', '7 7 7 7 7 7 7 7'];
/** Adam7 as the specification draws it: the pass of every pixel of an 8 by 8 tile. */
const TILE = [...PASSES, '3 6 4 6 3 6 4 6', ...PASSES.slice(1)].map((row) => row.split(' ').map(Number));

export function chunk(type: string, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

export function header(width: number, height: number, { bitDepth, colourType, interlaced = false }: PngKind): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([bitDepth, colourType, 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', body);
}

/** Ids row by row; samples that say nothing of them (alpha; green and blue where no colours are given) are noise. */
export function encodePng(width: number, height: number, ids: ArrayLike<number>, kind: PngKind): Buffer {
  const rows = kind.interlaced ? interlacedRows(width, height) : plainRows(width, height);
  const scanlines = rows.flatMap((block) => {
    let above: Buffer | undefined;
    return block.map((pixels) => {
      const row = packRow(pixels, ids, kind);
      const line = filtered(row, above ?? Buffer.alloc(row.length), kind);
      above = row;
      return line;
    });
  });
  const table = kind.colours ? Buffer.from(kind.colours.flat()) : Buffer.alloc(3 * 2 ** kind.bitDepth, 0x5a);
  const palette = kind.colourType === 3 ? [chunk('PLTE', table)] : [];
  const data = deflateSync(Buffer.concat(scanlines));
  const half = data.length >> 1;
  const pixels = [chunk('IDAT', data.subarray(0, half)), chunk('IDAT', data.subarray(half))];
  return Buffer.concat([SIGNATURE, header(width, height, kind), ...palette, ...pixels, chunk('IEND')]);
}

function plainRows(width: number, height: number): number[][][] {
  return [Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_x, x) => y * width + x))];
}

function interlacedRows(width: number, height: number): number[][][] {
  return [1, 2, 3, 4, 5, 6, 7].map((pass) =>
    plainRows(width, height)[0]!
      .map((row, y) => row.filter((_, x) => TILE[y % 8]![x % 8] === pass))
      .filter((row) => row.length > 0),
  );
}

function packRow(pixels: readonly number[], ids: ArrayLike<number>, { bitDepth, colourType, colours }: PngKind): Buffer {
  const meant = (id: number) => (colours && SAMPLES[colourType] >= 3 ? colours[id]! : [id]);
  const bits = pixels
    .flatMap((pixel) =>
      Array.from({ length: SAMPLES[colourType] }, (_, s) => meant(ids[pixel]!)[s] ?? (pixel * 31 + s) % 2 ** bitDepth),
    )
    .map((sample) => sample.toString(2).padStart(bitDepth, '0'))
    .join('');
  return Buffer.from(bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

function filtered(row: Buffer, above: Buffer, { filter = 0, bitDepth, colourType }: PngKind): Buffer {
  const step = Math.max(1, (SAMPLES[colourType] * bitDepth) >> 3);
  const line = row.map((byte, i) => {
    const [a, b, c] = [i < step ? 0 : row[i - step]!, above[i]!, i < step ? 0 : above[i - step]!];
    const nearest = [a, b, c].toSorted((p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q))[0]!;
    return byte - [0, a, b, (a + b) >> 1, nearest][filter]!;
  });
  return Buffer.from([filter, ...line]);
}
