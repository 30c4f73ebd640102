import { applyAffine, type Affine, type Point } from '../affine.ts';
import type { IntegerPoints } from './crossing.ts';
import { groupByLabel } from './exact-regions.ts';
import type { Face, Rings } from './faces.ts';
import type { Chains } from './place.ts';
import type { Region, Ring } from '../regions/region.ts';

/** Coordinates are sent in steps of 1 / 10 000 pixel of the answer's frame. */
export const STEPS_PER_PX = 10_000;

/** Every point of every chain as it will be sent: moved to the answer's frame, in whole steps. */
export function sentPoints({ xs, ys, vertices }: Chains, placement: Affine): IntegerPoints {
  const sentXs = new Float64Array(xs.length);
  const sentYs = new Float64Array(xs.length);
  for (let p = 0; p < xs.length; p++) {
    const [x, y] = applyAffine(placement, [xs[p]!, ys[p]!]);
    // Adding zero turns -0 into 0.
    sentXs[p] = Math.round(x * STEPS_PER_PX) + 0;
    sentYs[p] = Math.round(y * STEPS_PER_PX) + 0;
  }
  return { xs: sentXs, ys: sentYs, vertices };
}

/** Puts the kept points together to regions: parts with their holes. Neighbours get the same points. */
export function assembleRegions(
  faces: readonly Face[], rings: Rings, chains: Chains, keep: Uint8Array, sent: IntegerPoints,
): Region[] {
  const points: (Point | undefined)[] = [];
  const pointAt = (p: number): Point => (points[sent.vertices[p]!] ??= [sent.xs[p]! / STEPS_PER_PX, sent.ys[p]! / STEPS_PER_PX]);

  const ringPoints = (ring: number): Ring => {
    const list: Point[] = [];
    for (let i = rings.offsets[ring]!; i < rings.offsets[ring + 1]!; i++) {
      const half = rings.halves[i]!;
      const [start, last] = [chains.offsets[half >> 1]!, chains.offsets[(half >> 1) + 1]! - 1];
      // The last point of a chain is the next one's first.
      if ((half & 1) === 0) {
        for (let p = start; p < last; p++) if (keep[p]) list.push(pointAt(p));
      } else {
        for (let p = last; p > start; p--) if (keep[p]) list.push(pointAt(p));
      }
    }
    return list;
  };
  return groupByLabel(faces, ringPoints);
}
