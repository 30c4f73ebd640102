import sharp from 'sharp';

import type { LabelPalette } from '../contract/label-choice.ts';
import { FrontalError } from '../contract/errors.ts';
import { arePackedParts, type Size } from '../geometry/index.ts';
import { checkPartHeaders } from './label-map-parts.ts';
import { checkBytes, checkPixels, type ImageLimits } from './limits.ts';
import { isPng, PngFault, readPngHeader, type PngHeader } from './png/header.ts';
import { checkGrayHead } from './png/gray.ts';
import { withoutTexts } from './png/texts.ts';

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'tiff' | 'gif';

/** Read without decoding a pixel. */
export interface ImageHeader extends Size {
  readonly format: ImageFormat;
  /** EXIF orientation, 1 to 8; `width` and `height` are those after it, this is before. */
  readonly orientation: number;
  readonly stored: Size;
  readonly png: PngHeader | null;
}

/** Format by the first bytes; nothing else ever reaches a decoder. */
export function sniffFormat(bytes: Uint8Array): ImageFormat | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (isPng(bytes)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return 'gif';
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*') return 'tiff';
  if (heifBrands(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return null;
}

/** The brands of a HEIF file, the major one first: the box `ftyp` of ISO 14496-12. An AVIF's major one may be general. */
function heifBrands(bytes: Uint8Array): string[] {
  const text = String.fromCharCode(...bytes.subarray(0, MAX_FTYP_BYTES));
  if (!text.startsWith('ftyp', 4)) return [];
  const end = Math.min(text.length, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
  // After the major brand stands its version.
  return [text.slice(8, 12), ...Array.from({ length: Math.max(0, Math.floor((end - 16) / 4)) }, (_, i) => text.slice(16 + 4 * i, 20 + 4 * i))];
}

const MAX_FTYP_BYTES = 256;

/** What iPhones write: ISO 23008-12 names its brands. Nothing here decodes HEVC. */
function isHeic(bytes: Uint8Array): boolean {
  return heifBrands(bytes).some((brand) => /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand));
}

/** An animation stands for its first frame, several pages for the first. @throws FrontalError `invalid_image` */
export async function readImageHeader(bytes: Uint8Array): Promise<ImageHeader> {
  if (bytes.length === 0) throw new FrontalError('invalid_image', 'The image is empty.');
  const format = sniffFormat(bytes);
  if (format === null && isHeic(bytes)) throw new FrontalError('invalid_image', 'The image is a HEIC, which cannot be read here. Save it as a JPEG or PNG.');
  if (format === null) throw new FrontalError('invalid_image', 'The image is not a PNG, JPEG, WebP, AVIF, TIFF or GIF.');
  try {
    const png = format === 'png' ? readPngHeader(bytes) : null;
    const { width, height, orientation = 1 } = await sharp(withoutTexts(bytes), { limitInputPixels: false }).metadata();
    const stored = { width, height };
    const turned = orientation >= 5 ? { width: height, height: width } : stored;
    return { ...turned, format, orientation, stored, png };
  } catch (cause) {
    const fault = cause instanceof PngFault ? cause.message : 'has a header that is damaged or cut short';
    throw new FrontalError('invalid_image', `The image ${fault}.`, { cause });
  }
}

/** @throws FrontalError `too_large`, `invalid_image` */
export async function checkPortraitHeader(bytes: Uint8Array, limits: ImageLimits): Promise<ImageHeader> {
  checkBytes('The portrait', bytes, limits);
  const header = await readImageHeader(bytes);
  checkPixels('The portrait', header, limits);
  return header;
}

/**
 * The size of a label map, of one file or of parts.
 *
 * @param palette what its colours stand for; null where it has to hold labels, `any` where that is not known
 * @throws FrontalError `too_large`, `lossy_segmentation_map`, `invalid_segmentation_map`
 */
export function checkLabelMapHeader(bytes: Uint8Array, limits: ImageLimits, palette: LabelPalette | 'any' | null = null): Size {
  return arePackedParts(bytes) ? checkPartHeaders(bytes, limits) : checkOneLabelMap(bytes, limits, palette);
}

/** The same of one file. */
export function checkOneLabelMap(
  bytes: Uint8Array,
  limits: ImageLimits,
  palette: LabelPalette | 'any' | null = null,
): PngHeader {
  checkBytes('The label map', bytes, limits);
  const header = labelMapHeader(bytes, palette);
  checkPixels('The label map', header, limits);
  return header;
}

function labelMapHeader(bytes: Uint8Array, palette: LabelPalette | 'any' | null): PngHeader {
  if (bytes.length === 0) throw new FrontalError('invalid_segmentation_map', 'The label map is empty.');
  const format = sniffFormat(bytes);
  if (format === 'jpeg' || format === 'webp' || format === 'avif') {
    if (isLossless(bytes)) {
      throw new FrontalError('invalid_segmentation_map', 'The label map is a lossless WebP, and only PNG is taken. Save the same pixels as a PNG.');
    }
    throw new FrontalError(
      'lossy_segmentation_map',
      `A ${LOSSY[format]} blends neighbouring labels into labels that nobody drew. Send a PNG.`,
    );
  }
  try {
    const header = readPngHeader(bytes);
    if (palette === 'any') return header;
    if (palette === null) checkGrayHead(bytes, header);
    if (palette !== null && header.bitDepth === 16) {
      throw new PngFault(`has 16 bits a sample, and the colours of ${typeof palette === 'string' ? `palette ${palette}` : 'options.labels.palette'} have eight`);
    }
    return header;
  } catch (cause) {
    if (!(cause instanceof PngFault)) throw cause;
    throw new FrontalError('invalid_segmentation_map', `The label map ${cause.message}.`, { cause });
  }
}

const LOSSY = { jpeg: 'JPEG', webp: 'WebP', avif: 'AVIF' } as const;

/** The first chunk of a WebP that is lossless throughout: https://developers.google.com/speed/webp/docs/riff_container */
function isLossless(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, 64));
  return text.startsWith('VP8L', 12) || (text.startsWith('VP8X', 12) && text.startsWith('VP8L', 30));
}
