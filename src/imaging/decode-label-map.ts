import type { PlainLabelPalette } from '../contract/label-choice.ts';
import { FrontalError } from '../contract/errors.ts';
import { arePackedParts, countLabels, describeNoLabelMap, type LabelMap } from '../geometry/index.ts';
import { checkOneLabelMap } from './header.ts';
import { readLabelMapParts } from './label-map-parts.ts';
import type { ImageLimits } from './limits.ts';
import { readColours } from './png/colours.ts';
import { readPngData, type PngData } from './png/data.ts';
import { isColour, readEqualChannels } from './png/gray.ts';
import { PngFault, type PngHeader } from './png/header.ts';
import { bitsPerPixel, type Pass } from './png/passes.ts';
import { eachScanline } from './png/scanlines.ts';
import { countTopRuns } from './runs.ts';

const MAX_LABELS = 256;

/** A face falls into tens of parts and a noisy map of one into thousands; photographs and noise into far more. */
const MAX_PARTS = 250_000;

/**
 * Raw ids of a PNG label map: gray samples as they are stored, never scaled to eight bits, equal channels of colour for
 * one, and indices rather than their colours. Image libraries scale and expand both on reading, hence a reader of our own.
 * The same labels give the same map whatever they were packed as: ids are 16 bits wide only where they must be.
 * @param palette where it is stated, colours are meant, and the ids are those that it gives them
 * @throws FrontalError `invalid_segmentation_map`, `lossy_segmentation_map`, `too_large`
 */
export function decodeLabelMap(bytes: Uint8Array, limits: ImageLimits, palette: PlainLabelPalette | null = null): LabelMap {
  if (arePackedParts(bytes)) return readLabelMapParts(bytes, limits);
  const header = checkOneLabelMap(bytes, limits, palette);
  const { width, height } = header;
  try {
    const data = readPngData(bytes, header);
    const ids = palette === null ? narrow(readIds(data, header)) : readColours(data, header, palette);
    const map = { width, height, ids };
    if (ids instanceof Uint16Array && countLabels(map).size > MAX_LABELS) {
      throw new PngFault(`has more than ${MAX_LABELS} different labels, as a picture has`);
    }
    if (countTopRuns(map) > MAX_PARTS) {
      throw new PngFault(`falls into more than ${MAX_PARTS} parts, as a picture does`);
    }
    const other = palette === null ? describeNoLabelMap(map) : null;
    if (other !== null) throw new PngFault(other);
    return map;
  } catch (cause) {
    if (!(cause instanceof PngFault)) throw cause;
    throw new FrontalError('invalid_segmentation_map', `The label map ${cause.message}.`, { cause });
  }
}

function readIds({ scanlines }: PngData, header: PngHeader): Uint8Array | Uint16Array {
  if (isColour(header)) return readEqualChannels({ scanlines, palette: null }, header);
  const pixels = header.width * header.height;
  const ids = header.bitDepth === 16 ? new Uint16Array(pixels) : new Uint8Array(pixels);
  eachScanline(scanlines, header, (row, pass, start) => placeRow(row, header, pass, start, ids));
  return ids;
}

/** Writes a scanline's samples to `ids` from `start` on, `pass.dx` apart. */
function placeRow(row: Uint8Array, header: PngHeader, pass: Pass, start: number, ids: Uint8Array | Uint16Array): void {
  const { bitDepth } = header;
  const bits = bitsPerPixel(header);
  if (bits === 8 && pass.dx === 1) {
    ids.set(row, start);
    return;
  }
  for (let x = 0, to = start; x < pass.width; x++, to += pass.dx) {
    const bit = x * bits;
    const byte = row[bit >> 3]!;
    if (bitDepth === 16) ids[to] = (byte << 8) | row[(bit >> 3) + 1]!;
    else ids[to] = (byte >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1);
  }
}

function narrow(ids: Uint8Array | Uint16Array): Uint8Array | Uint16Array {
  return ids instanceof Uint16Array && ids.every((id) => id < 256) ? Uint8Array.from(ids) : ids;
}
