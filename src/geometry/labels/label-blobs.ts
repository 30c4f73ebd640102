import type { Point } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';

/** All pixels of one label taken together. */
export interface Blob {
  readonly pixels: number;
  /** Mean of the pixels' centres. */
  readonly centroid: Point;
  /** Covariance of the pixels' centres: xx, xy, yy. */
  readonly spread: readonly [number, number, number];
}

/** Every label that occurs but the background 0, ascending. */
export function labelBlobs({ ids, width, height }: LabelMap): Map<number, Blob> {
  const labels = ids instanceof Uint8Array ? 256 : 65536;
  const pixels = new Float64Array(labels);
  const sumX = new Float64Array(labels);
  const sumY = new Float64Array(labels);
  const sumXX = new Float64Array(labels);
  const sumXY = new Float64Array(labels);
  const sumYY = new Float64Array(labels);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    // Runs of one label make this a few additions a row.
    for (let start = 0; start < width; ) {
      const label = ids[row + start]!;
      let end = start + 1;
      while (end < width && ids[row + end] === label) end++;
      const length = end - start;
      if (label !== 0) {
        const middle = (start + end) / 2;
        const x = length * middle;
        pixels[label]! += length;
        sumX[label]! += x;
        sumY[label]! += length * (y + 0.5);
        sumXX[label]! += x * middle + (length * (length * length - 1)) / 12;
        sumXY[label]! += x * (y + 0.5);
        sumYY[label]! += length * (y + 0.5) * (y + 0.5);
      }
      start = end;
    }
  }
  const blobs = new Map<number, Blob>();
  for (let label = 1; label < labels; label++) {
    const count = pixels[label]!;
    if (count === 0) continue;
    const [x, y] = [sumX[label]! / count, sumY[label]! / count];
    const spread = [sumXX[label]! / count - x * x, sumXY[label]! / count - x * y, sumYY[label]! / count - y * y] as const;
    blobs.set(label, { pixels: count, centroid: [x, y], spread });
  }
  return blobs;
}

/**
 * The labels as they lie in a portrait whose map is stretched over it, each axis by itself: in the portrait's proportions,
 * with their areas as they were.
 *
 * @param wider how much more a pixel of the map is stretched across than down
 */
export function stretchBlobs(blobs: ReadonlyMap<number, Blob>, wider: number): Map<number, Blob> {
  const across = Math.sqrt(wider);
  const stretched = ([label, { pixels, centroid: [x, y], spread: [xx, xy, yy] }]: [number, Blob]): [number, Blob] => [
    label,
    { pixels, centroid: [x * across, y / across], spread: [xx * wider, xy, yy / wider] },
  ];
  return new Map(Array.from(blobs, stretched));
}

/** Pixels over the area of the ellipse that has their spread: 1 for an ellipse, far less for a ring or for dots. */
export function solidity({ pixels, spread: [xx, xy, yy] }: Blob): number {
  // A row of pixels has no spread across: that of a pixel, a twelfth, is added.
  const determinant = (xx + 1 / 12) * (yy + 1 / 12) - xy * xy;
  return pixels / (4 * Math.PI * Math.sqrt(Math.max(determinant, Number.MIN_VALUE)));
}

/** Long side over short side of the rectangle that has the pixels' spread. */
export function elongation({ spread: [xx, xy, yy] }: Blob): number {
  const difference = Math.hypot(xx - yy, 2 * xy);
  return Math.sqrt((xx + yy + difference + 1 / 6) / (xx + yy - difference + 1 / 6));
}
