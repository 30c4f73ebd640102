/** A part of a face as a picture of its own. */
export interface MapPart {
  readonly label: number;
  /** A file of PNG, whose pixels belong to the part or do not. */
  readonly png: Uint8Array;
}

/** A label map that was sent as one PNG a part, as it is stored: these bytes, the labels and lengths as JSON in a line, the files. */
export const PACKED_PARTS_TYPE = 'application/vnd.frontal.label-map-parts';
const MAGIC = new TextEncoder().encode('frontal label map parts 1\n');

/** @param parts later ones over earlier ones */
export function packParts(parts: readonly MapPart[]): Uint8Array {
  const header = new TextEncoder().encode(`${JSON.stringify(parts.map(({ label, png }) => [label, png.length]))}\n`);
  const bytes = new Uint8Array(MAGIC.length + header.length + parts.reduce((sum, { png }) => sum + png.length, 0));
  let at = 0;
  for (const piece of [MAGIC, header, ...parts.map(({ png }) => png)]) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export function arePackedParts(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** null where the bytes are not whole. */
export function unpackParts(bytes: Uint8Array): MapPart[] | null {
  const end = bytes.indexOf(0x0a, MAGIC.length);
  if (end === -1) return null;
  const parts: MapPart[] = [];
  let at = end + 1;
  for (const [label, length] of headerOf(bytes.subarray(MAGIC.length, end))) {
    parts.push({ label, png: bytes.subarray(at, at + length) });
    at += length;
  }
  return at === bytes.length && parts.length > 0 ? parts : null;
}

function headerOf(json: Uint8Array): [label: number, length: number][] {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(json));
    const isWhole = Array.isArray(header) && header.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isLength) && pair[0] > 0 && pair[0] <= 65_535);
    return isWhole ? (header as [number, number][]) : [];
  } catch {
    return [];
  }
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
