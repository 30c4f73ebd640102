/**
 * Bytes of JSON that may stand outside of its texts: brackets, numbers, commas, white space, and the quotes themselves.
 * A parser makes an object of every other one of them, some fifty times as large; the largest list of landmarks that is
 * taken has a fifth of this.
 */
export const MAX_BARE_BYTES = 2 ** 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether JSON can be parsed in little more memory than it has itself. Texts, however long, are passed over at once. */
export function isBounded(json: Buffer, mostBareBytes = MAX_BARE_BYTES): boolean {
  let bare = 0;
  for (let at = 0; at < json.length; ) {
    const open = json.indexOf(QUOTE, at);
    bare += (open === -1 ? json.length : open) - at;
    if (bare > mostBareBytes) return false;
    if (open === -1) return true;
    at = endOfText(json, open);
    bare += 2;
  }
  return true;
}

/** The place behind the quote that ends the text which `open` begins. */
function endOfText(json: Buffer, open: number): number {
  const quote = json.indexOf(QUOTE, open + 1);
  if (quote === -1) return json.length;
  if (json[quote - 1] !== BACKSLASH) return quote + 1;
  let at = open + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}
