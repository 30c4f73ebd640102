import type { Size } from './affine.ts';

/** One integer label a pixel, row by row: the label of column x, row y is `ids[y * width + x]`. 0 is background. */
export interface LabelMap extends Size {
  readonly ids: Uint8Array | Uint16Array;
}

/** Pixels of every label that occurs, in ascending order of label. */
export function countLabels({ ids }: LabelMap): Map<number, number> {
  const histogram = new Uint32Array(ids instanceof Uint8Array ? 256 : 65536);
  for (let i = 0; i < ids.length; i++) histogram[ids[i]!]!++;
  const counts = new Map<number, number>();
  histogram.forEach((pixels, label) => {
    if (pixels > 0) counts.set(label, pixels);
  });
  return counts;
}
