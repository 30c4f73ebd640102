import sharp from 'sharp';

import type { LabelMap } from '../geometry/index.ts';

/** A label map as a gray PNG whose values are the labels: of 8 bits where they all fit, else of 16. */
export async function encodeLabelMap({ width, height, ids }: LabelMap): Promise<Uint8Array> {
  const raw = sharp(ids, { raw: { width, height, channels: 1 }, limitInputPixels: false });
  return raw
    .toColourspace(ids instanceof Uint8Array ? 'b-w' : 'grey16')
    .png({ compressionLevel: 6, adaptiveFiltering: false })
    .toBuffer();
}
