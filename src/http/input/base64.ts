/**
 * The bytes of a base64 string (RFC 4648, section 4): strict alphabet, padding, zero bits at the end. A `data:` prefix
 * and line breaks are left out. Null for anything else, and for nothing at all.
 */
export function decodeBase64(text: string): Buffer | null {
  const body = withoutDataPrefix(text);
  return decodeStrictly(body) ?? (LINE_BREAK.test(body) ? decodeStrictly(withoutLineBreaks(body)) : null);
}

const LINE_BREAK = /[\r\n]/;
const [LF, CR] = [0x0a, 0x0d];
const DATA_PREFIX = /^data:[\w.+-]*(?:\/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]*)*;base64,/i;
const LONGEST_PREFIX = 256;

function withoutDataPrefix(text: string): string {
  const prefix = DATA_PREFIX.exec(text.slice(0, LONGEST_PREFIX));
  return prefix ? text.slice(prefix[0].length) : text;
}

/** Byte by byte: strings would be joined from as many pieces as there are lines. In UTF-8 nothing else becomes ASCII. */
function withoutLineBreaks(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== LF && byte !== CR) bytes[length++] = byte;
  }
  return bytes.toString('latin1', 0, length);
}

/** Node's decoder skips what it does not know; the way back shows whether it did, at the speed of native code. */
function decodeStrictly(text: string): Buffer | null {
  if (text === '') return null;
  const bytes = Buffer.from(text, 'base64');
  // One that skipped much has less to give back: that is seen without it.
  if (Math.ceil(bytes.length / 3) * 4 !== text.length) return null;
  return bytes.toString('base64') === text ? bytes : null;
}
