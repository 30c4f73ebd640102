import sharp from 'sharp';

import { decodePortraitOf, findPortrait } from './embedded-portrait.ts';

/** What painting may take, beside what it waits for. */
const SECONDS = 30;

/**
 * Paints an SVG document on white, its longer side at most `maxSize` pixels. For documents of our own making only: their
 * portrait is as large as they are, and is shrunk to what is painted of it first. The painter would unpack all of it, at
 * several times its pixels, whatever size is asked for.
 */
export async function svgToPng(svg: Uint8Array, maxSize = 1600): Promise<Uint8Array> {
  const document = await withSmallPortrait(Buffer.from(svg.buffer, svg.byteOffset, svg.byteLength), maxSize);
  return sharp(document, { unlimited: true })
    .timeout({ seconds: SECONDS })
    .resize({ width: maxSize, height: maxSize, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .png()
    .toBuffer();
}

async function withSmallPortrait(svg: Buffer, maxSize: number): Promise<Buffer> {
  const place = findPortrait(svg);
  if (place === null) return svg;
  const portrait = await decodePortraitOf(svg, place);
  const { width, height } = await sharp(portrait, { limitInputPixels: false }).metadata();
  const scale = maxSize / Math.max(width, height);
  if (scale >= 1) return svg;
  const small = await sharp(portrait, { limitInputPixels: false })
    .timeout({ seconds: SECONDS })
    .resize({ width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)), fit: 'fill' })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return Buffer.concat([svg.subarray(0, place.from), Buffer.from(small.toString('base64')), svg.subarray(place.to)]);
}
