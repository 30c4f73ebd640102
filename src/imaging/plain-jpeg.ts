/**
 * The same coded picture without anything that is not needed to show it: no EXIF, no GPS, no thumbnail, no comment, and
 * nothing behind its end, where phones put whole further pictures. The pixels are those of the file, to the last bit.
 *
 * @returns null where viewers might show it otherwise than in sRGB: it has a colour profile, four colours, more than
 * eight bits, or is coded in a way that not all of them read
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // a byte that fills
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (FRAMES.has(marker) && !isPlainFrame(segment)) return null;
    if (marker === APP2 && startsWith(segment, 'ICC_PROFILE\0')) return null;
    if (marker === APP0 && startsWith(segment, 'JFIF\0')) kept.push(JFIF);
    // Which colours the three are; a decoder cannot know it otherwise.
    else if (marker === APP14 && startsWith(segment, 'Adobe')) kept.push(segment);
    else if (CODED.has(marker)) kept.push(segment);
    else if (!isMetadata(marker)) return null;
    at = end;
    if (marker !== SOS) continue;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
    if (bytes[at + 1] === EOI) return joined([...kept, Uint8Array.of(0xff, EOI)]);
  }
  return null;
}

/** Markers of ITU-T T.81, table B.1. */
const [SOI, EOI, SOS, APP0, APP2, APP14, APP15, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xe2, 0xee, 0xef, 0xfe];
/** Baseline, extended and progressive, all with Huffman codes: what every browser reads. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Those, and tables of codes and of quantisation, the interval of restarts, and scans. */
const CODED: ReadonlySet<number> = new Set([...FRAMES, 0xc4, 0xdb, 0xdd, SOS]);

/** JFIF 1.01, square pixels, no thumbnail. */
const JFIF = Uint8Array.of(0xff, APP0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);

/** Of eight bits, in gray or three colours. */
function isPlainFrame(segment: Uint8Array): boolean {
  return segment[4] === 8 && (segment[9] === 1 || segment[9] === 3);
}

function isMetadata(marker: number): boolean {
  return (marker >= APP0 && marker <= APP15) || marker === COM;
}

function startsWith(segment: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (segment[4 + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Where the next marker is that is no restart: in coded data a zero follows each byte that might be one. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) break;
  }
  return at;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
