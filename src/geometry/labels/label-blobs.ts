import type { Point } from '../affine.ts';
import type { LabelMap } from '../label-map.ts';

/** All pixels of one label taken together. */
export interface Blob {
  readonly pixels: number;
  /** Mean of the pixels' centres, label-map frame. */
  readonly centroid: Point;
}

/** Every label that occurs but the background 0, ascending. */
export function labelBlobs({ ids, width, height }: LabelMap): Map<number, Blob> {
  const labels = ids instanceof Uint8Array ? 256 : 65536;
  const pixels = new Float64Array(labels);
  const sumX = new Float64Array(labels);
  const sumY = new Float64Array(labels);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    // Runs of one label make this a few additions a row.
    for (let start = 0; start < width; ) {
      const label = ids[row + start]!;
      let end = start + 1;
      while (end < width && ids[row + end] === label) end++;
      const length = end - start;
      pixels[label]! += length;
      sumX[label]! += (length * (start + end)) / 2;
      sumY[label]! += length * (y + 0.5);
      start = end;
    }
  }
  const blobs = new Map<number, Blob>();
  for (let label = 1; label < labels; label++) {
    const count = pixels[label]!;
    if (count > 0) blobs.set(label, { pixels: count, centroid: [sumX[label]! / count, sumY[label]! / count] });
  }
  return blobs;
}
