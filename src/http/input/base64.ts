/**
 * The bytes of a base64 string (RFC 4648, section 4): strict alphabet, padding, zero bits at the end. A `data:` prefix
 * and line breaks are left out. Null for anything else, and for nothing at all.
 */
export function decodeBase64(text: string): Buffer | null {
  const body = withoutDataPrefix(text);
  return decodeStrictly(body) ?? (LINE_BREAK.test(body) ? decodeStrictly(body.replace(LINE_BREAKS, '')) : null);
}

const LINE_BREAK = /[\r\n]/;
const LINE_BREAKS = /[\r\n]+/g;
const DATA_PREFIX = /^data:[\w.+-]*(?:\/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]*)*;base64,/i;
const LONGEST_PREFIX = 256;

function withoutDataPrefix(text: string): string {
  const prefix = DATA_PREFIX.exec(text.slice(0, LONGEST_PREFIX));
  return prefix ? text.slice(prefix[0].length) : text;
}

/** Node's decoder skips what it does not know; the way back shows whether it did, at the speed of native code. */
function decodeStrictly(text: string): Buffer | null {
  if (text === '') return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
