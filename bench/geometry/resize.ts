import type { LabelMap } from '../../src/geometry/index.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import type { BenchCase } from './whole-partition.ts';

/**
 * A case at another size, as a model of that resolution would have given it: every label is interpolated by itself, and
 * the strongest wins. Borders stay smooth, where taking the nearest pixel would draw large stairs.
 */
export function resizeCase(cv: OpenCv, { name, map }: BenchCase, megapixels: number): BenchCase {
  const scale = Math.sqrt((megapixels * 1e6) / (map.width * map.height));
  const [width, height] = [Math.round(map.width * scale), Math.round(map.height * scale)];
  const ids = map.ids instanceof Uint8Array ? new Uint8Array(width * height) : new Uint16Array(width * height);
  const strongest = new Uint8Array(width * height);
  const share = new cv.Mat(map.height, map.width, cv.CV_8UC1);
  const resized = new cv.Mat();
  try {
    for (const label of labelsOf(map)) {
      share.data.set(map.ids.map((id) => (id === label ? 255 : 0)));
      cv.resize(share, resized, new cv.Size(width, height), 0, 0, cv.INTER_LINEAR);
      const strength = resized.data;
      for (let i = 0; i < strength.length; i++) {
        if (strength[i]! <= strongest[i]!) continue;
        strongest[i] = strength[i]!;
        ids[i] = label;
      }
    }
  } finally {
    share.delete();
    resized.delete();
  }
  return { name: `${name}, ${megapixels} MP`, map: { width, height, ids } };
}

/** Background included, ascending. */
export function labelsOf({ ids }: LabelMap): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
