import { FrontalError } from '../../errors.ts';

/** Files as bytes; these fields may come as text or as a file of JSON. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['landmarks', 'options']);

/**
 * The bytes of a `multipart/form-data` body as the object that a JSON body is, with pictures as bytes instead of base64.
 * Text that should be JSON and is not stays text, for its field's reader to refuse.
 *
 * @throws FrontalError `invalid_request`
 */
export async function parseFormBody(bytes: Uint8Array, contentType: string): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of await parse(bytes, contentType)) {
    if (Object.hasOwn(fields, name)) throw new FrontalError('invalid_request', 'A part of the form comes twice.');
    const content = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer());
    // By definition and not by assignment: `__proto__` is a name like any other.
    const field = JSON_FIELDS.has(name) ? jsonOrText(content.toString()) : content;
    Object.defineProperty(fields, name, { value: field, enumerable: true });
  }
  return fields;
}

async function parse(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new FrontalError('invalid_request', 'The body is not valid multipart/form-data.', { cause });
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
