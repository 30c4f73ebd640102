import { isPng, PNG_SIGNATURE } from './header.ts';

/**
 * Texts say nothing about the pixels, and a packed one can unpack to a thousand times its size. By the four bytes of
 * their types: a file can have millions of them.
 */
const [tEXt, zTXt, iTXt] = [0x74455874, 0x7a545874, 0x69545874];

/** The file without its texts; as it is where it has none, or is no PNG. What is damaged stays where it is, for its reader to find. */
export function withoutTexts(bytes: Uint8Array): Uint8Array {
  if (!isPng(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let kept: Uint8Array | null = null;
  let length = 0;
  let from = 0;
  const keep = (to: number) => {
    if (to === from) return;
    kept ??= new Uint8Array(bytes.length);
    kept.set(bytes.subarray(from, to), length);
    length += to - from;
  };
  for (let at = PNG_SIGNATURE.length, end; at + 12 <= bytes.length; at = end) {
    end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const type = view.getUint32(at + 4);
    if (type !== tEXt && type !== zTXt && type !== iTXt) continue;
    keep(at);
    from = end;
  }
  if (from === 0) return bytes;
  keep(bytes.length);
  return (kept as Uint8Array | null)?.subarray(0, length) ?? new Uint8Array();
}
