import { constants, inflateSync } from 'node:zlib';

import type { PngData } from './data.ts';
import { PNG_COLOUR, PNG_SIGNATURE, PngFault, type PngHeader } from './header.ts';
import { bitsPerPixel, interlacePasses } from './passes.ts';
import { eachScanline } from './scanlines.ts';
import { unfilterRow } from './unfilter.ts';

/** Of the packed pixels so many are looked at before the whole is decoded: they unpack to 4 MiB at most. */
const HEAD_BYTES = 4096;

const COLOURED = 'is a colour picture; it must hold one integer a pixel, as a gray or indexed PNG does, or equal channels, or have its colours named by options.labels.palette';

export function isColour({ colourType }: PngHeader): boolean {
  return colourType === PNG_COLOUR.rgb || colourType === PNG_COLOUR.rgba;
}

/**
 * The one value a pixel of a PNG whose colour channels are equal; transparency is ignored.
 * @throws PngFault where channels differ: it is a colour picture
 */
export function readEqualChannels({ scanlines }: PngData, header: PngHeader): Uint8Array | Uint16Array {
  const pixels = header.width * header.height;
  const ids = header.bitDepth === 16 ? new Uint16Array(pixels) : new Uint8Array(pixels);
  eachScanline(scanlines, header, (row, { width, dx }, start) => readRow(row, header, width, (x, id) => (ids[start + x * dx] = id)));
  return ids;
}

/**
 * Refuses a colour picture by the head of its pixels. What is no PNG any further on is left to its reader.
 * @throws PngFault where channels differ there
 */
export function checkGrayHead(bytes: Uint8Array, header: PngHeader): void {
  if (!isColour(header)) return;
  const scanlines = unpackHead(bytes);
  const [pass] = interlacePasses(header);
  const step = bitsPerPixel(header) >> 3;
  let above: Uint8Array = new Uint8Array(pass!.rowBytes);
  for (let at = 0, y = 0; y < pass!.height && at + 1 + step <= scanlines.length; y++, at += 1 + pass!.rowBytes) {
    const row = scanlines.subarray(at + 1, at + 1 + pass!.rowBytes);
    unfilterRow(scanlines[at]!, row, above, step);
    readRow(row, header, Math.floor(row.length / step), () => {});
    above = row;
  }
}

function readRow(row: Uint8Array, { bitDepth, colourType }: PngHeader, width: number, put: (x: number, id: number) => void): void {
  const channels = colourType === PNG_COLOUR.rgba ? 4 : 3;
  // Of 16 bits the first byte is the high one.
  const bytes = bitDepth >> 3;
  const step = channels * bytes;
  for (let x = 0, at = 0; x < width; x++, at += step) {
    for (let byte = 0; byte < bytes; byte++) {
      const red = row[at + byte];
      if (red !== row[at + bytes + byte] || red !== row[at + 2 * bytes + byte]) throw new PngFault(COLOURED);
    }
    put(x, bytes === 1 ? row[at]! : (row[at]! << 8) | row[at + 1]!);
  }
}

/** As much of the filtered scanlines as the head of the packed ones holds; none where it is damaged. */
function unpackHead(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG_SIGNATURE.length; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) !== 'IDAT') continue;
    const packed = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + Math.min(view.getUint32(at), HEAD_BYTES)));
    try {
      return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      break;
    }
  }
  return new Uint8Array(0);
}
