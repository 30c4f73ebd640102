/**
 * The bytes of a base64 string (RFC 4648, section 4): strict alphabet, padding, zero bits at the end. A `data:` prefix
 * and line breaks are left out. The alphabet for URLs (section 5), is known by its `-` and `_`, and may come without its padding.
 * Null for anything else, and for nothing at all.
 */
export function decodeBase64(text: string): Buffer | null {
  const sent = withoutDataPrefix(text);
  const body = URL_SAFE.test(sent) && !/[+/]/.test(sent) ? standardAlphabet(sent) : sent;
  return decodeStrictly(body) ?? (LINE_BREAK.test(body) ? decodeStrictly(body.replace(LINE_BREAKS, '')) : null);
}

const URL_SAFE = /[-_]/;
const LINE_BREAK = /[\r\n]/;
const LINE_BREAKS = /[\r\n]+/g;
const DATA_PREFIX = /^data:[\w.+-]*(?:\/[\w.+-]+)?(?:;[\w.+-]+=[\w.+-]*)*;base64,/i;
const LONGEST_PREFIX = 256;

function withoutDataPrefix(text: string): string {
  const prefix = DATA_PREFIX.exec(text.slice(0, LONGEST_PREFIX));
  return prefix ? text.slice(prefix[0].length) : text;
}

function standardAlphabet(text: string): string {
  const whole = text.replaceAll('-', '+').replaceAll('_', '/').replace(LINE_BREAKS, '');
  return whole.endsWith('=') ? whole : whole.padEnd(Math.ceil(whole.length / 4) * 4, '=');
}

/** Node's decoder skips what it does not know; the way back shows whether it did, at the speed of native code. */
function decodeStrictly(text: string): Buffer | null {
  if (text === '') return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
