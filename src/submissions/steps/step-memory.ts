import type { Size } from '../../geometry/index.ts';

/**
 * Bytes that steps hold at most while they work, by what they work on: an upper estimate, by the copies that
 * each makes. `npm run bench:memory` holds the sum against the process. What is kept between steps is bounded by the
 * caches instead.
 */
export const STEP_BYTES = {
  /** Both pictures decoded: the portrait in full colour, with what its decoder keeps; the map's ids, and what reads them. */
  decode: (portraitPixels: number, labelMapPixels: number) => DECODE_BYTES * portraitPixels + 16 * labelMapPixels,
  /** The portrait decoded where no cache has it; then its pixels handed to a thread, and their halves. */
  find: (portraitPixels: number) => DECODE_BYTES * portraitPixels + FIND_BYTES,
  /** The portrait decoded where no cache has it; then its pixels, framed, turned, and cut to the canvas. */
  rotate: (original: Size, upright: Size) => Math.max(DECODE_BYTES * area(original), 6 * area(original) + 4 * area(upright)),
  /** The label map in pixel space and on its lattice. */
  contour: (labelMap: Size) => 48 * area(labelMap),
  /** The portrait as base64, and the drawing around it, each more than once on its way through a thread. */
  render: (portraitBytes: number, regionsBytes: number) => 8 * portraitBytes + 16 * regionsBytes,
} as const;

/** A pixel of a progressive JPEG or of a WebP, whose decoders keep the picture once more: 6 and 8 were measured. */
const DECODE_BYTES = 10;

/** What the models hold, and what they hand from layer to layer: 86 MiB were measured. */
const FIND_BYTES = 128 * 2 ** 20;

function area({ width, height }: Size): number {
  return width * height;
}
