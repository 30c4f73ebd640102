import type { Size } from '../plane/affine.ts';

/** One integer label a pixel, row by row: the label of column x, row y is `ids[y * width + x]`. 0 is background. */
export interface LabelMap extends Size {
  readonly ids: Uint8Array | Uint16Array;
}

/** Pixels of every label that occurs, in ascending order of label. */
export function countLabels({ ids }: LabelMap): Map<number, number> {
  const histogram = new Uint32Array(ids instanceof Uint8Array ? 256 : 65536);
  // Run by run: adding to the same counter again and again makes the processor wait for its own last write.
  for (let start = 0; start < ids.length; ) {
    const label = ids[start]!;
    let end = start + 1;
    while (end < ids.length && ids[end] === label) end++;
    histogram[label]! += end - start;
    start = end;
  }
  const counts = new Map<number, number>();
  histogram.forEach((pixels, label) => {
    if (pixels > 0) counts.set(label, pixels);
  });
  return counts;
}
