import { FrontalError } from '../contract/errors.ts';
import { type LabelMap, type MapPart, type Size, unpackParts } from '../geometry/index.ts';
import { checkBytes, checkPixels, type ImageLimits } from './limits.ts';
import { readPngData } from './png/data.ts';
import { PNG_COLOUR, PngFault, readPngHeader, type PngHeader } from './png/header.ts';
import { eachScanline } from './png/scanlines.ts';
import { bitsPerPixel } from './png/passes.ts';

/** As many as any data set has, and what they take together in pixels of the largest map. */
const MAX_PARTS = 64;
const MAX_MAPS = 4;

/** @throws FrontalError `too_large`, `invalid_segmentation_map` */
export function checkPartHeaders(bytes: Uint8Array, limits: ImageLimits): Size {
  return headersOf(bytes, limits)[0]!.header;
}

/**
 * The label map that parts make, later ones over earlier ones. A pixel belongs to a part where it is not black: in pictures of
 * more than two values from the middle gray on, and of one colour with transparency where it is opaque.
 *
 * @throws FrontalError `too_large`, `invalid_segmentation_map`
 */
export function readLabelMapParts(bytes: Uint8Array, limits: ImageLimits): LabelMap {
  const parts = headersOf(bytes, limits);
  const { width, height } = parts[0]!.header;
  const ids = parts.some(({ label }) => label > 255) ? new Uint16Array(width * height) : new Uint8Array(width * height);
  parts.forEach((part, i) => faultsOf(i, () => paint(part, ids)));
  return { width, height, ids };
}

interface Part extends MapPart {
  readonly header: PngHeader;
}

function headersOf(bytes: Uint8Array, limits: ImageLimits): Part[] {
  checkBytes('The label map', bytes, limits);
  const parts = unpackParts(bytes);
  if (parts === null) throw new FrontalError('invalid_segmentation_map', 'The parts of the label map are not whole.');
  if (parts.length > MAX_PARTS) throw new FrontalError('too_large', `The label map has ${parts.length} parts; at most ${MAX_PARTS} are taken.`);
  const read = parts.map((part, i) => ({ ...part, header: faultsOf(i, () => readPngHeader(part.png)) }));
  const [{ header: first }] = read as [Part, ...Part[]];
  checkPixels('The label map', first, limits);
  const pixels = first.width * first.height * read.length;
  if (pixels > MAX_MAPS * limits.maxPixels) {
    throw new FrontalError('too_large', `The parts of the label map have ${pixels} pixels together; at most ${MAX_MAPS * limits.maxPixels} are taken.`);
  }
  const other = read.findIndex(({ header: { width, height } }) => width !== first.width || height !== first.height);
  if (other >= 0) {
    const { width, height } = read[other]!.header;
    throw new FrontalError('invalid_segmentation_map', `Part ${other} of the label map, counted from 0, is ${width}x${height} and the first one ${first.width}x${first.height}: parts have one size.`);
  }
  return read;
}

function faultsOf<T>(index: number, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof PngFault)) throw cause;
    throw new FrontalError('invalid_segmentation_map', `Part ${index} of the label map, counted from 0, ${cause.message}.`, { cause });
  }
}

function paint({ png, header, label }: Part, ids: Uint8Array | Uint16Array): void {
  const values = new Uint16Array(ids.length);
  const isClear = new Uint8Array(ids.length);
  const sample = sampleReader(header);
  eachScanline(readPngData(png, header).scanlines, header, (row, { width, dx }, start) => {
    for (let x = 0, at = start; x < width; x++, at += dx) {
      const { value, alpha } = sample(row, x);
      values[at] = value;
      if (alpha < 128) isClear[at] = 1;
    }
  });
  const belongs = ruleOf(values, isClear, header);
  for (let at = 0; at < ids.length; at++) if (isClear[at] === 0 && belongs(values[at]!)) ids[at] = label;
}

/** Which values mean the part. */
function ruleOf(values: Uint16Array, isClear: Uint8Array, { bitDepth, colourType }: PngHeader): (value: number) => boolean {
  const found = new Set<number>();
  let hasClear = false;
  for (let at = 0; at < values.length; at++) {
    if (isClear[at] === 1) hasClear = true;
    else found.add(values[at]!);
  }
  if (hasClear && found.size === 1) return () => true;
  const lit = [...found].filter((value) => value > 0);
  if (lit.length <= 1 || colourType === PNG_COLOUR.indexed) return (value) => value > 0;
  return (value) => value >= 2 ** (bitDepth - 1);
}

/** The largest sample of a pixel, or its index, and its opacity from 0 to 255. */
function sampleReader(header: PngHeader): (row: Uint8Array, x: number) => { value: number; alpha: number } {
  const { bitDepth, colourType } = header;
  const bits = bitsPerPixel(header);
  if (bitDepth < 8) {
    return (row, x) => {
      const bit = x * bits;
      return { value: (row[bit >> 3]! >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1), alpha: 255 };
    };
  }
  const bytes = bitDepth >> 3;
  const step = bits >> 3;
  const hasAlpha = colourType === PNG_COLOUR.rgba || colourType === PNG_COLOUR.grayAlpha;
  const colours = step / bytes - (hasAlpha ? 1 : 0);
  return (row, x) => {
    let value = 0;
    for (let i = 0; i < colours; i++) {
      const at = x * step + i * bytes;
      value = Math.max(value, bytes === 2 ? (row[at]! << 8) | row[at + 1]! : row[at]!);
    }
    return { value, alpha: hasAlpha ? row[x * step + colours * bytes]! : 255 };
  };
}
