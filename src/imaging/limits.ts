import { FrontalError } from '../contract/errors.ts';
import type { Size } from '../geometry/index.ts';

/** Bounds on one image. A small file can claim a large picture, so both are needed. */
export interface ImageLimits {
  readonly maxBytes: number;
  readonly maxPixels: number;
}

/** A JPEG's side has 16 bits; a picture within this one stays within those however it is turned. */
const MAX_SIDE = 32_767;

/** @throws FrontalError `too_large`; `subject` opens the sentence: "The portrait" */
export function checkBytes(subject: string, bytes: Uint8Array, { maxBytes }: ImageLimits): void {
  if (bytes.length > maxBytes) {
    throw new FrontalError('too_large', `${subject} has ${bytes.length} bytes; at most ${maxBytes} are taken.`);
  }
}

/** @throws FrontalError `too_large` */
export function checkPixels(subject: string, { width, height }: Size, { maxPixels }: ImageLimits): void {
  if (width * height > maxPixels) {
    throw new FrontalError(
      'too_large',
      `${subject} is ${width} by ${height} pixels; at most ${maxPixels} pixels are taken.`,
    );
  }
  if (Math.max(width, height) > MAX_SIDE) {
    throw new FrontalError(
      'too_large',
      `${subject} is ${width} by ${height} pixels; a side has at most ${MAX_SIDE}.`,
    );
  }
}
