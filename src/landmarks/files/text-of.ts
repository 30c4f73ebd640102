/**
 * The text that a file holds: UTF-8 or UTF-16, with or without a byte order mark, as spreadsheets and shells write them.
 * Bytes that are no UTF-8 are read as Windows-1252, in which digits and marks stand where they do in ASCII.
 *
 * @throws SyntaxError where the bytes are no text
 */
export function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (CONTROL.test(text)) throw new SyntaxError('it is binary, of a kind that is not taken');
  return text;
}

/** No text of numbers has these. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // ASCII as UTF-16 has a zero in every pair.
  if (second === 0 && first !== 0 && bytes.length % 2 === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0 && second !== 0 && bytes.length % 2 === 0) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
