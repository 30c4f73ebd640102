import type { Artifact } from '../../../activities/dependencies.ts';
import { FrontalError } from '../../errors.ts';
import type { Size } from '../../geometry/affine.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../imaging/header.ts';
import type { ImageLimits } from '../../imaging/limits.ts';
import { decodeBase64 } from './base64.ts';
import { readField, type Field } from './faults.ts';
import { digestOf } from './submission-id.ts';

export interface PictureLimits {
  readonly portrait: ImageLimits;
  readonly labelMap: ImageLimits;
}

export interface Portrait {
  readonly artifact: Artifact;
  /** After EXIF orientation: the frame that the landmarks are in. */
  readonly size: Size;
}

export function readPortraitField(value: unknown, limits: PictureLimits): Promise<Field<Portrait>> {
  return readField('/image', async () => {
    const bytes = pictureBytes(value, 'invalid_image', 'The portrait');
    const { width, height, format } = await checkPortraitHeader(bytes, limits.portrait);
    return { artifact: artifactOf(bytes, `image/${format}`), size: { width, height } };
  });
}

export function readLabelMapField(value: unknown, limits: PictureLimits): Promise<Field<Artifact>> {
  return readField('/segmentation_map', () => {
    const bytes = pictureBytes(value, 'invalid_segmentation_map', 'The label map');
    checkLabelMapHeader(bytes, limits.labelMap);
    return artifactOf(bytes, 'image/png');
  });
}

/** Room for both pictures in base64 (4/3) with escaped line breaks every 64 characters (17/16), and for the rest. */
export function bodyLimitBytes({ portrait, labelMap }: PictureLimits): number {
  return Math.ceil((portrait.maxBytes + labelMap.maxBytes) * (4 / 3) * (17 / 16)) + REST_BYTES;
}

const REST_BYTES = 2 ** 20;

function pictureBytes(value: unknown, code: 'invalid_image' | 'invalid_segmentation_map', subject: string): Buffer {
  if (value === undefined || value === null) throw new FrontalError(code, `${subject} is missing.`);
  if (typeof value !== 'string') throw new FrontalError(code, `${subject} must be a string in base64.`);
  if (value === '') throw new FrontalError(code, `${subject} is empty.`);
  const bytes = decodeBase64(value);
  if (bytes === null) throw new FrontalError(code, `${subject} is not valid base64.`);
  return bytes;
}

function artifactOf(bytes: Uint8Array, mediaType: string): Artifact {
  return { digest: digestOf(bytes), bytes, mediaType };
}
