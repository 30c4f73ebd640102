/**
 * The bytes of a base64 string (RFC 4648, section 4): strict alphabet, padding, zero bits at the end. A `data:` prefix
 * and line breaks are left out. The alphabet for URLs (section 5), is known by its `-` and `_`, and may come without its padding.
 * Null for anything else, and for nothing at all.
 */
export function decodeBase64(text: string): Buffer | null {
  const body = withoutDataPrefix(text);
  if (URL_SAFE.test(body) && !/[+/]/.test(body)) return decodeStrictly(padded(rewritten(body, STANDARD)));
  return decodeStrictly(body) ?? (LINE_BREAK.test(body) ? decodeStrictly(rewritten(body, SAME)) : null);
}

const URL_SAFE = /[-_]/;
const LINE_BREAK = /[\r\n]/;
const [LF, CR] = [0x0a, 0x0d];
const SAME = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** `+` and `/` in place of `-` and `_`. */
const STANDARD = SAME.with(0x2d, 0x2b).with(0x5f, 0x2f);
const DATA_PREFIX = /^data:[\w.+-]*(?:\/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]*)*;base64,/i;
const LONGEST_PREFIX = 256;

function withoutDataPrefix(text: string): string {
  const prefix = DATA_PREFIX.exec(text.slice(0, LONGEST_PREFIX));
  return prefix ? text.slice(prefix[0].length) : text;
}

/**
 * Without line breaks, each byte as `alphabet` has it. Byte by byte: strings would be joined from as many pieces as there
 * are lines. In UTF-8 nothing else becomes ASCII.
 */
function rewritten(text: string, alphabet: Uint8Array): string {
  const bytes = Buffer.from(text, 'utf8');
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== LF && byte !== CR) bytes[length++] = alphabet[byte]!;
  }
  return bytes.toString('latin1', 0, length);
}

function padded(text: string): string {
  return text.endsWith('=') ? text : text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Node's decoder skips what it does not know; the way back shows whether it did, at the speed of native code. */
function decodeStrictly(text: string): Buffer | null {
  if (text === '') return null;
  const bytes = Buffer.from(text, 'base64');
  // One that skipped much has less to give back: that is seen without it.
  if (Math.ceil(bytes.length / 3) * 4 !== text.length) return null;
  return bytes.toString('base64') === text ? bytes : null;
}
