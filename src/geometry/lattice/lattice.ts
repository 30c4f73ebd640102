import { GrowingInts } from '../plane/growing-ints.ts';
import type { LabelMap } from './label-map.ts';

/** Headings on the lattice; a turn to the right adds 1, the way back is `heading ^ 2`. */
export const NORTH = 0;
export const EAST = 1;
export const SOUTH = 2;
export const WEST = 3;

export interface LatticeEdges {
  /** Per lattice point, row by row, which of its four edges separate two labels: bit `1 << heading`. */
  readonly masks: Uint8Array;
  /** Points that have any such edge. The first of every closed border is its north-west corner. */
  readonly touched: Int32Array;
}

/** Finds the sides of pixels that have another label across them; the frame's sides are all among them. */
export function markLatticeEdges(map: LabelMap): LatticeEdges {
  const { width, height, ids } = map;
  const stride = width + 1;
  const masks = new Uint8Array(stride * (height + 1));
  const touched = new GrowingInts();
  const mark = (p: number, heading: number): void => {
    if (masks[p] === 0) touched.push(p);
    masks[p]! |= 1 << heading;
  };
  const markDown = (p: number): void => {
    mark(p, SOUTH);
    mark(p + stride, NORTH);
  };
  const markAcross = (p: number): void => {
    mark(p, EAST);
    mark(p + 1, WEST);
  };

  // Most of a map is flat: a word of pixels that all equal the one left of it, and the word above, holds no border.
  const words = wordsOf(map);
  const perWord = 4 / ids.BYTES_PER_ELEMENT;
  const perRow = Math.ceil(width / perWord);
  const repeat = perWord === 4 ? 0x01010101 : 0x00010001;

  for (let x = 0; x < width; x++) markAcross(x);
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    // The first row has none above it, and is compared with itself.
    const back = y === 0 ? 0 : perRow;
    let flat = Math.imul(ids[y * width]!, repeat);
    markDown(row);
    for (let w = 0, i = y * perRow; w < perRow; w++, i++) {
      const word = words[i]!;
      if (word === flat && word === words[i - back]) continue;
      const end = Math.min(width, (w + 1) * perWord);
      for (let x = w * perWord, pixel = y * width + x; x < end; x++, pixel++) {
        if (x > 0 && ids[pixel] !== ids[pixel - 1]) markDown(row + x);
        if (y > 0 && ids[pixel] !== ids[pixel - width]) markAcross(row + x);
      }
      flat = Math.imul(ids[y * width + end - 1]!, repeat);
    }
    markDown(row + width);
  }
  for (let x = 0; x < width; x++) markAcross(height * stride + x);
  return { masks, touched: touched.take() };
}

/** The map's bytes four at a time, each row filled up to a whole number of words. */
function wordsOf({ width, height, ids }: LabelMap): Int32Array {
  const perWord = 4 / ids.BYTES_PER_ELEMENT;
  const padded = Math.ceil(width / perWord) * perWord;
  if (padded === width && ids.byteOffset % 4 === 0) return new Int32Array(ids.buffer, ids.byteOffset, (width * height) / perWord);
  const copy = ids instanceof Uint8Array ? new Uint8Array(padded * height) : new Uint16Array(padded * height);
  for (let y = 0; y < height; y++) copy.set(ids.subarray(y * width, (y + 1) * width), y * padded);
  return new Int32Array(copy.buffer);
}
