import { crc32 } from 'node:zlib';

import type { Size } from '../../geometry/index.ts';

/** Colour types of PNG: https://www.w3.org/TR/png-3/#table111 */
export const PNG_COLOUR = { gray: 0, rgb: 2, indexed: 3, grayAlpha: 4, rgba: 6 } as const;
export type PngColour = (typeof PNG_COLOUR)[keyof typeof PNG_COLOUR];

/** What the first chunk of a PNG file says. */
export interface PngHeader extends Size {
  /** Bits a sample. */
  readonly bitDepth: number;
  readonly colourType: PngColour;
  readonly interlaced: boolean;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Signature, then length, type, 13 bytes and checksum of IHDR. */
export const PNG_HEADER_BYTES = 33;

/** A fault of the file itself. Its message is the rest of a sentence that begins with what the file is. */
export class PngFault extends Error {
  override readonly name = 'PngFault';
}

const DEPTHS: Record<PngColour, readonly number[]> = {
  [PNG_COLOUR.gray]: [1, 2, 4, 8, 16],
  [PNG_COLOUR.rgb]: [8, 16],
  [PNG_COLOUR.indexed]: [1, 2, 4, 8],
  [PNG_COLOUR.grayAlpha]: [8, 16],
  [PNG_COLOUR.rgba]: [8, 16],
};

export function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** @throws PngFault unless the file begins with a whole, valid IHDR */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (!isPng(bytes)) throw new PngFault('is not a PNG');
  if (bytes.length < PNG_HEADER_BYTES) throw new PngFault('is cut short inside its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, PNG_HEADER_BYTES);
  const named = String.fromCharCode(...bytes.subarray(12, 16));
  if (named !== 'IHDR' || view.getUint32(8) !== 13) throw new PngFault('does not begin with a header');
  if (crc32(bytes.subarray(12, 29)) !== view.getUint32(29)) throw new PngFault('has a damaged header');

  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) throw new PngFault('has no pixels');
  if (width > 0x7fffffff || height > 0x7fffffff) throw new PngFault('claims a size that PNG does not allow');
  const [bitDepth, colour, compression, filter, interlace] = [...bytes.subarray(24, 29)];
  const colourType = Object.values(PNG_COLOUR).find((known) => known === colour);
  if (colourType === undefined || bitDepth === undefined || !DEPTHS[colourType].includes(bitDepth)) {
    throw new PngFault('has a colour type or bit depth that PNG does not know');
  }
  if (compression !== 0 || filter !== 0 || interlace === undefined || interlace > 1) {
    throw new PngFault('is packed in a way that PNG does not know');
  }
  return { width, height, bitDepth, colourType, interlaced: interlace === 1 };
}
