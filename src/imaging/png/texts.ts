import { isPng, PNG_SIGNATURE } from './header.ts';

/** Texts say nothing about the pixels, and a packed one can unpack to a thousand times its size. */
const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);

/** The file without its texts; as it is where it has none, or is no PNG. What is damaged stays where it is, for its reader to find. */
export function withoutTexts(bytes: Uint8Array): Uint8Array {
  if (!isPng(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let from = 0;
  for (let at = PNG_SIGNATURE.length, end; at + 12 <= bytes.length; at = end) {
    end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    if (!TEXTS.has(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))) continue;
    kept.push(bytes.subarray(from, at));
    from = end;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}
