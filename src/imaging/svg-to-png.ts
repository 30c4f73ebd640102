import sharp from 'sharp';

/** Paints an SVG document on white, its longer side at most `maxSize` pixels. For documents of our own making only. */
export async function svgToPng(svg: Uint8Array, maxSize = 1600): Promise<Uint8Array> {
  return sharp(svg, { unlimited: true })
    .resize({ width: maxSize, height: maxSize, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .png()
    .toBuffer();
}
