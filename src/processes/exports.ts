import type { Exports } from '../http/artifacts/exports.ts';
import { encodeLabelMap } from '../imaging/encode-label-map.ts';
import { svgToPng } from '../imaging/svg-to-png.ts';
import type { Pixels } from './pixels.ts';

/** Geometry is worked on by the pool's threads, pictures are encoded by sharp's. */
export function createExports({ pool }: Pick<Pixels, 'pool'>): Exports {
  return {
    exportFace: (face, format) => pool().exportFace(face, format),
    labelMap: async (face) => encodeLabelMap(await pool().labelMapOf(face)),
    paintSvg: svgToPng,
  };
}
