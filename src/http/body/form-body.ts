import { MIMEType } from 'node:util';
import { FrontalError } from '../../errors.ts';
import { isBounded } from './json-bounds.ts';

/** Files as bytes; these fields may come as text or as a file of JSON. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['landmarks', 'options']);

/** Four fields are taken. Each part costs a thousand times the bytes it may have. */
const MOST_PARTS = 16;

/**
 * The bytes of a `multipart/form-data` body as the object that a JSON body is, with pictures as bytes instead of base64.
 * Text that should be JSON and is not stays text, for its field's reader to refuse.
 *
 * @throws FrontalError `invalid_request`
 */
export async function parseFormBody(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of await parse(bytes, contentType)) {
    if (Object.hasOwn(fields, name)) throw new FrontalError('invalid_request', 'A part of the form comes twice.');
    const content = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer());
    // By definition and not by assignment: `__proto__` is a name like any other.
    const field = JSON_FIELDS.has(name) ? jsonOrText(Buffer.from(content)) : content;
    Object.defineProperty(fields, name, { value: field, enumerable: true });
  }
  return fields;
}

async function parse(bytes: Buffer, contentType: string): Promise<FormData> {
  try {
    if (holdsManyParts(bytes, new MIMEType(contentType).params.get('boundary') ?? '')) throw new Error('too many parts');
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new FrontalError('invalid_request', 'The body is not valid multipart/form-data.', { cause });
  }
}

function holdsManyParts(bytes: Buffer, boundary: string): boolean {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let at = 0;
  for (let found = 0; found <= MOST_PARTS; found++) {
    at = bytes.indexOf(delimiter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** What is too long for these fields is refused as the text that it is, too. */
function jsonOrText(bytes: Buffer): unknown {
  const text = bytes.toString();
  try {
    return isBounded(bytes) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
