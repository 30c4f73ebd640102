import sharp from 'sharp';

import type { Raster } from '../submissions/steps/ports.ts';
import type { Orientation } from '../contract/names.ts';
import { FrontalError } from '../contract/errors.ts';
import { checkPortraitHeader } from './header.ts';
import { checkBytes, type ImageLimits } from './limits.ts';
import { withoutTexts } from './png/texts.ts';

/**
 * The portrait's pixels as 8-bit sRGB: EXIF orientation applied unless `stored`, transparency flattened on white, profiles and CMYK
 * converted, all metadata gone. A picture that ends early is refused rather than filled with gray.
 * @throws FrontalError `invalid_image`, `too_large`
 */
export async function decodePortrait(bytes: Uint8Array, limits: ImageLimits, orientation?: Orientation): Promise<Raster> {
  checkBytes('The portrait', bytes, limits);
  const plain = withoutTexts(bytes);
  const { orientation: exifOrientation } = await checkPortraitHeader(plain, limits);
  try {
    const isOriented = orientation !== 'stored';
    const { data, info } = await sharp(plain, { failOn: 'warning', limitInputPixels: limits.maxPixels, autoOrient: isOriented })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`decoded to ${info.channels} channels`);
    return { width: info.width, height: info.height, channels: 3, exifOrientation, isOriented, data };
  } catch (cause) {
    throw new FrontalError('invalid_image', 'The portrait is damaged or cut short.', { cause });
  }
}
