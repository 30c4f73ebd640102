import type { Artifact } from '../../submissions/steps/ports.ts';
import type { LabelPalette } from '../../contract/options.ts';
import { FrontalError } from '../../contract/errors.ts';
import type { Size } from '../../geometry/plane/affine.ts';
import type { checkLabelMapHeader, checkPortraitHeader } from '../../imaging/header.ts';
import type { ImageLimits } from '../../imaging/limits.ts';
import { decodeBase64 } from './base64.ts';
import { readField, type Field } from './faults.ts';
import { digestOf } from '../../content/digest.ts';

/** What is known of a picture before a pixel of it is decoded. */
export interface PictureChecks {
  readonly headers: {
    readonly checkPortraitHeader: typeof checkPortraitHeader;
    readonly checkLabelMapHeader: typeof checkLabelMapHeader;
  };
  readonly limits: { readonly portrait: ImageLimits; readonly labelMap: ImageLimits };
}

export interface Portrait {
  readonly artifact: Artifact;
  /** After EXIF orientation: the frame that the landmarks are in. */
  readonly size: Size;
}

export function readPortraitField(value: unknown, { headers, limits }: PictureChecks): Promise<Field<Portrait>> {
  return readField('/image', async () => {
    const bytes = pictureBytes(value, 'invalid_image', 'The portrait');
    const { width, height, format } = await headers.checkPortraitHeader(bytes, limits.portrait);
    return { artifact: artifactOf(bytes, `image/${format}`), size: { width, height } };
  });
}

/** @param palette what its colours stand for; null where it has to hold labels, `any` where that is not known */
export function readLabelMapField(
  value: unknown,
  palette: LabelPalette | 'any' | null,
  { headers, limits }: PictureChecks,
): Promise<Field<Artifact>> {
  return readField('/segmentation_map', () => {
    const bytes = pictureBytes(value, 'invalid_segmentation_map', 'The label map');
    headers.checkLabelMapHeader(bytes, limits.labelMap, palette);
    return artifactOf(bytes, 'image/png');
  });
}

/** A form's part holds the bytes themselves, anything else is text in base64. */
function pictureBytes(value: unknown, code: 'invalid_image' | 'invalid_segmentation_map', subject: string): Uint8Array {
  if (value === undefined || value === null) throw new FrontalError(code, `${subject} is missing.`);
  if (value === '' || (value instanceof Uint8Array && value.length === 0)) throw new FrontalError(code, `${subject} is empty.`);
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') throw new FrontalError(code, `${subject} must be a string in base64.`);
  const bytes = decodeBase64(value);
  if (bytes === null) throw new FrontalError(code, `${subject} is not valid base64.`);
  return bytes;
}

function artifactOf(bytes: Uint8Array, mediaType: string): Artifact {
  return { digest: digestOf(bytes), bytes, mediaType };
}
