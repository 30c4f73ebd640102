import { MIMEType } from 'node:util';
import { FrontalError } from '../../contract/errors.ts';
import { isBounded } from './json-bounds.ts';
import { FormFault, readParts, type FormPart } from './multipart.ts';

/** This field is JSON, as text or as a file. */
const JSON_FIELD = 'options';
/** This one is a file of its own, whether it says so or not. */
const FILE_FIELD = 'landmarks';

/** Five fields are taken, one of them as many parts as a face has: CelebAMask-HQ has 18. */
const MAX_PARTS = 72;
/** `segmentation_map[hair]` is the part `hair` of the label map. */
const PART_OF_MAP = /^segmentation_map\[([^\]]*)\]$/;
/** A name that a form gives without saying anything by it, as `blob`, has no such ending. */
// oxlint-disable-next-line no-control-regex
const PICTURE_NAME = /^[^\0-\x1f\x7f]{1,250}\.(png|jpe?g|webp)$/i;

/**
 * The bytes of a `multipart/form-data` body as the object that a JSON body is, with files as bytes instead of base64.
 * Text that should be JSON and is not stays text, for its field's reader to refuse. An empty part is an absent one.
 *
 * @throws FrontalError `invalid_request`
 */
export function parseFormBody(body: Buffer, contentType: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const parts: Record<string, unknown> = {};
  let pictureName: string | null = null;
  for (const part of parse(body, contentType)) {
    // What a browser sends of a field that was left empty.
    if (part.bytes.length === 0) continue;
    const [, partOfMap] = PART_OF_MAP.exec(part.name) ?? [];
    if (partOfMap === undefined) define(fields, part.name, valueOf(part));
    else define(parts, partOfMap, part.bytes);
    if (part.name === 'image') pictureName = part.fileName?.split(/[/\\]/).at(-1) ?? null;
  }
  if (Object.keys(parts).length > 0) define(fields, 'segmentation_map', parts);
  if (pictureName !== null && PICTURE_NAME.test(pictureName) && !Object.hasOwn(fields, 'image_name')) define(fields, 'image_name', pictureName);
  return fields;
}

/** By definition and not by assignment: `__proto__` is a name like any other. */
function define(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(fields, name)) throw new FrontalError('invalid_request', 'A part of the form comes twice.');
  Object.defineProperty(fields, name, { value, enumerable: true });
}

function parse(body: Buffer, contentType: string): FormPart[] {
  try {
    return readParts(body, new MIMEType(contentType).params.get('boundary') ?? '', MAX_PARTS);
  } catch (cause) {
    const why = cause instanceof FormFault ? ` It ${cause.message}.` : '';
    throw new FrontalError('invalid_request', `The body is not valid multipart/form-data.${why}`, { cause });
  }
}

function valueOf({ name, isFile, bytes }: FormPart): unknown {
  if (name === JSON_FIELD) return jsonOrText(bytes);
  return isFile || name === FILE_FIELD ? bytes : bytes.toString();
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
