import { crc32, inflateSync } from 'node:zlib';

import { PNG_COLOUR, PNG_SIGNATURE, PngFault, type PngHeader } from './header.ts';
import { interlacePasses } from './passes.ts';

export interface PngData {
  /** Unpacked but still filtered, each led by its filter's number. */
  readonly scanlines: Uint8Array;
  /** The file's table of colours as it stands there, three bytes each. */
  readonly palette: Uint8Array | null;
}

/**
 * What a PNG holds. Never more memory than the header's size calls for, whatever the compressed stream holds.
 * @throws PngFault on anything missing, damaged or left over
 */
export function readPngData(bytes: Uint8Array, header: PngHeader): PngData {
  const { packed, palette } = readChunks(bytes, header);
  return { scanlines: inflateScanlines(packed, header), palette };
}

function inflateScanlines(packed: Uint8Array, header: PngHeader): Uint8Array {
  const expected = interlacePasses(header).reduce((sum, pass) => sum + pass.height * (1 + pass.rowBytes), 0);
  let scanlines: Uint8Array;
  try {
    const chunkSize = Math.max(64, Math.min(expected, 2 ** 20));
    scanlines = inflateSync(packed, { maxOutputLength: expected, chunkSize });
  } catch (cause) {
    const tooMuch = cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new PngFault(tooMuch ? 'holds more data than its size calls for' : 'has damaged or truncated pixel data');
  }
  if (scanlines.length < expected) throw new PngFault('has damaged or truncated pixel data');
  return scanlines;
}

/** Types of chunks by their four bytes: a file can have millions of chunks. */
const [PLTE, IDAT, IEND] = [0x504c5445, 0x49444154, 0x49454e44];

function readChunks(bytes: Uint8Array, header: PngHeader): { packed: Uint8Array; palette: Uint8Array | null } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  for (let at = PNG_SIGNATURE.length; ; ) {
    if (at + 12 > bytes.length) throw new PngFault('is cut short');
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw new PngFault('is cut short');
    const type = view.getUint32(at + 4);
    // Upper case marks a chunk that the picture cannot be read without; faults in the others do no harm.
    const critical = (bytes[at + 4]! & 0x20) === 0;
    if (critical && crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
      throw new PngFault(`has a damaged ${String.fromCharCode(...bytes.subarray(at + 4, at + 8))} chunk`);
    }
    if (type === IEND) break;
    if (type === PLTE) palette = bytes.subarray(at + 8, end);
    if (type === IDAT && length > 0) parts.push(bytes.subarray(at + 8, end));
    at = end + 4;
  }
  if (parts.length === 0) throw new PngFault('has no pixel data');
  if (header.colourType === PNG_COLOUR.indexed && palette === null) throw new PngFault('has no palette');
  return { packed: parts.length === 1 ? parts[0]! : Buffer.concat(parts), palette };
}
