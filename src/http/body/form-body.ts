import { MIMEType } from 'node:util';
import { FrontalError } from '../../contract/errors.ts';
import { isBounded } from './json-bounds.ts';
import { FormFault, readParts, type FormPart } from './multipart.ts';

/** These fields are JSON, as text or as a file. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['landmarks', 'options']);

/** Four fields are taken. */
const MOST_PARTS = 16;

/**
 * The bytes of a `multipart/form-data` body as the object that a JSON body is, with files as bytes instead of base64.
 * Text that should be JSON and is not stays text, for its field's reader to refuse. An empty part is an absent one.
 *
 * @throws FrontalError `invalid_request`
 */
export function parseFormBody(body: Buffer, contentType: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const part of parse(body, contentType)) {
    // What a browser sends of a field that was left empty.
    if (part.bytes.length === 0) continue;
    if (Object.hasOwn(fields, part.name)) throw new FrontalError('invalid_request', 'A part of the form comes twice.');
    // By definition and not by assignment: `__proto__` is a name like any other.
    Object.defineProperty(fields, part.name, { value: valueOf(part), enumerable: true });
  }
  return fields;
}

function parse(body: Buffer, contentType: string): FormPart[] {
  try {
    return readParts(body, new MIMEType(contentType).params.get('boundary') ?? '', MOST_PARTS);
  } catch (cause) {
    const why = cause instanceof FormFault ? ` It ${cause.message}.` : '';
    throw new FrontalError('invalid_request', `The body is not valid multipart/form-data.${why}`, { cause });
  }
}

function valueOf({ name, isFile, bytes }: FormPart): unknown {
  if (JSON_FIELDS.has(name)) return jsonOrText(bytes);
  return isFile ? bytes : bytes.toString();
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
