import type { Artifact } from '../../submissions/steps/ports.ts';
import type { LabelPalette } from '../../contract/label-choice.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { LabelOptions } from '../../contract/options.ts';
import { FrontalError } from '../../contract/errors.ts';
import { type OrientedSize, PACKED_PARTS_TYPE, type Size } from '../../geometry/index.ts';
import type { checkLabelMapHeader, checkPortraitHeader } from '../../imaging/header.ts';
import type { ImageLimits } from '../../imaging/limits.ts';
import { decodeBase64 } from './base64.ts';
import { readField, type Field } from './faults.ts';
import { digestOf } from '../../content/digest.ts';
import { isNamedParts, packNamedParts, schemaOfParts } from './label-map-parts-field.ts';

/** What is known of a picture before a pixel of it is decoded. */
export interface PictureChecks {
  readonly headers: {
    readonly checkPortraitHeader: typeof checkPortraitHeader;
    readonly checkLabelMapHeader: typeof checkLabelMapHeader;
  };
  readonly limits: { readonly portrait: ImageLimits; readonly labelMap: ImageLimits };
}

export interface Portrait extends OrientedSize {
  readonly artifact: Artifact;
  /** Whether it is a PNG of one number a pixel, as label maps are. */
  readonly isOfNumbers: boolean;
}

export interface SentLabelMap extends Size {
  readonly artifact: Artifact;
  /** The schema that the names of its parts mean; null where it came without names. */
  readonly namedSchema: LabelSchemaName | null;
}

/** Gray, indexed, and gray with alpha: https://www.w3.org/TR/png-3/#table111 */
const OF_NUMBERS: ReadonlySet<number> = new Set([0, 3, 4]);

export function readPortraitField(value: unknown, { headers, limits }: PictureChecks): Promise<Field<Portrait>> {
  return readField('/image', async () => {
    const bytes = pictureBytes(value, 'invalid_image', 'The portrait');
    const { width, height, format, orientation, stored, png } = await headers.checkPortraitHeader(bytes, limits.portrait);
    return { artifact: artifactOf(bytes, `image/${format}`), shown: { width, height }, stored, orientation, isOfNumbers: png !== null && OF_NUMBERS.has(png.colourType) };
  });
}

/**
 * @param labels what is stated of the map; a palette of `any` where that is not known
 * @param portrait null where it cannot be read
 */
export function readLabelMapField(
  value: unknown,
  { palette, schema }: { readonly palette: LabelPalette | 'any' | null; readonly schema: LabelOptions['schema'] },
  portrait: Portrait | null,
  { headers, limits }: PictureChecks,
): Promise<Field<SentLabelMap>> {
  return readField('/segmentation_map', () => {
    if (isNamedParts(value)) {
      if (palette !== null) throw new FrontalError('invalid_segmentation_map', 'Parts by name have no colours: leave options.labels.palette out.');
      const packed = packNamedParts(value, schema, (part, subject) => pictureBytes(part, 'invalid_segmentation_map', subject));
      const { width, height } = headers.checkLabelMapHeader(packed, limits.labelMap);
      return { artifact: artifactOf(packed, PACKED_PARTS_TYPE), namedSchema: schemaOfParts(value), width, height };
    }
    const bytes = pictureBytes(value, 'invalid_segmentation_map', 'The label map');
    const { width, height } = unlessSwapped(portrait, () => headers.checkLabelMapHeader(bytes, limits.labelMap, palette));
    return { artifact: artifactOf(bytes, 'image/png'), namedSchema: null, width, height };
  });
}

/** A picture in place of the label map, beside a portrait that holds one number a pixel, is the other file. */
function unlessSwapped<T>(portrait: Portrait | null, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof FrontalError) || error.code === 'too_large' || portrait?.isOfNumbers !== true) throw error;
    throw new FrontalError(error.code, `${error.message} The portrait is a gray or indexed PNG: it seems to be the label map, and this file the portrait.`, { cause: error });
  }
}

/** A form's part holds the bytes themselves, anything else is text in base64. */
function pictureBytes(value: unknown, code: 'invalid_image' | 'invalid_segmentation_map', subject: string): Uint8Array {
  if (value === undefined || value === null) throw new FrontalError(code, `${subject} is missing.`);
  if (value === '' || (value instanceof Uint8Array && value.length === 0)) throw new FrontalError(code, `${subject} is empty.`);
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') throw new FrontalError(code, `${subject} must be a string in base64.`);
  const bytes = decodeBase64(value);
  if (bytes === null) throw new FrontalError(code, `${subject} is ${whatIs(value)}.`);
  return bytes;
}

function whatIs(text: string): string {
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text.slice(0, 100))) return 'a URL, and a URL is not fetched: send the bytes in base64';
  if (text.length <= 300 && /\.(png|jpe?g|webp|bmp|tiff?)\s*$/i.test(text)) return 'the name of a file: send its bytes in base64';
  return 'not valid base64';
}

function artifactOf(bytes: Uint8Array, mediaType: string): Artifact {
  return { digest: digestOf(bytes), bytes, mediaType };
}
