import sharp from 'sharp';
import type { Imaging } from '../submissions/steps/ports.ts';
import { checkTurned } from '../geometry/index.ts';
import { countPixels } from './count-pixels.ts';
import { decodePortrait } from './decode-portrait.ts';
import { encodeLabelMap } from './encode-label-map.ts';
import { checkPortraitHeader } from './header.ts';
import type { ImageLimits } from './limits.ts';
import type { PixelPool } from './pool.ts';
import { rotatePortrait } from './rotate-portrait.ts';

export interface ImagingOptions {
  readonly pool: PixelPool;
  readonly limits: { readonly portrait: ImageLimits; readonly labelMap: ImageLimits };
}

/** sharp works on its own threads, OpenCV and the partition on the pool's. */
export function createImaging({ pool, limits }: ImagingOptions): Imaging {
  // Two threads a picture instead of one nearly halve a turn's time; no picture is ever opened twice, so no cache.
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    countPixels,
    decodePortrait: (bytes, orientation) => decodePortrait(bytes, limits.portrait, orientation),
    decodeLabelMap: (bytes, palette) => pool.ask('decodeLabelMap', { bytes, limits: limits.labelMap, palette: palette ?? null }),
    async readFaceMap(map, question) {
      const read = await pool.ask('readFaceMap', { map, question });
      return { ...read, map: read.map ?? map };
    },
    encodeLabelMap,
    async findFace(portrait, wanted, signal) {
      const { labelMap, ...found } = await pool.ask('findFace', { portrait, wanted }, signal);
      return { ...found, labelMap: labelMap && { bytes: await encodeLabelMap(labelMap), mediaType: 'image/png' } };
    },
    async plainPortrait(bytes, orientation) {
      const header = await checkPortraitHeader(bytes, limits.portrait);
      if (header.format !== 'jpeg' || (header.orientation !== 1 && orientation !== 'stored')) return null;
      const plain = await pool.ask('plainJpeg', { bytes });
      return plain && { bytes: plain, mediaType: 'image/jpeg' };
    },
    async rotatePortrait(raster, matrix, uprightSize) {
      checkTurned(matrix, raster, limits.portrait.maxPixels);
      return rotatePortrait(raster, matrix, uprightSize);
    },
    cutMap: (map, options, signal) => pool.ask('cutMap', { map, options }, signal),
    async deriveFromFace(face, wanted, signal) {
      // Nothing to derive is nothing to send.
      if (wanted.zones.length === 0 && !wanted.measures && !wanted.axes) return { zones: [], measures: null, axes: null, warnings: [] };
      return pool.ask('deriveFromFace', { face, wanted }, signal);
    },
    async drawSvg(drawing, signal) {
      return { bytes: await pool.ask('drawSvg', drawing, signal), mediaType: 'image/svg+xml' };
    },
  };
}
