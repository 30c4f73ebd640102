import { applyAffine, type Affine, type Point } from '../plane/affine.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import { groupByLabel } from '../lattice/exact-regions.ts';
import type { TracedPart, Rings } from '../lattice/parts.ts';
import type { Chains } from '../lattice/place.ts';
import type { Region, Ring } from '../plane/region.ts';
import type { Arc, ArcRing, Topology } from '../plane/topology.ts';
import type { Borders } from '../lattice/trace.ts';

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

/** The kept points of every chain, in its order and direction. What two borders share is one point in both. */
export function drawArcs({ left, right }: Borders, { count, offsets }: Chains, keep: Uint8Array, sent: IntegerPoints): Arc[] {
  const points: (Point | undefined)[] = [];
  const pointAt = (p: number): Point => (points[sent.vertices[p]!] ??= [sent.xs[p]! / STEPS_PER_PX, sent.ys[p]! / STEPS_PER_PX]);
  return Array.from({ length: count }, (_, k) => {
    const list: Point[] = [];
    for (let p = offsets[k]!; p < offsets[k + 1]!; p++) if (keep[p]) list.push(pointAt(p));
    return { left: left[k]!, right: right[k]!, points: list, curve: null };
  });
}

/** Puts arcs together to regions: parts with their holes, in descending order of area. Neighbours get the same points. */
export function assembleRegions(parts: readonly TracedPart[], rings: Rings, arcs: readonly Arc[]): Region[] {
  return groupByLabel(byDrawnArea(parts, rings, arcs), (ring): Ring => {
    const list: Point[] = [];
    for (let i = rings.offsets[ring]!; i < rings.offsets[ring + 1]!; i++) {
      const half = rings.halves[i]!;
      const { points } = arcs[half >> 1]!;
      // The last point of an arc is the next one's first.
      if ((half & 1) === 0) for (let p = 0; p < points.length - 1; p++) list.push(points[p]!);
      else for (let p = points.length - 1; p > 0; p--) list.push(points[p]!);
    }
    return list;
  });
}

/** Arcs, and the rings of regions as walks along them. Borders between background and outside bound no region: they are left out. */
export function assembleTopology(parts: readonly TracedPart[], rings: Rings, arcs: readonly Arc[]): Topology {
  const used: Arc[] = [];
  const index = arcs.map((arc) => (arc.left > 0 || arc.right > 0 ? used.push(arc) - 1 : -1));
  const regions = groupByLabel(byDrawnArea(parts, rings, arcs), (ring): ArcRing => {
    const halves = Array.from(rings.halves.subarray(rings.offsets[ring], rings.offsets[ring + 1]));
    return halves.map((half) => ((half & 1) === 0 ? index[half >> 1]! : ~index[half >> 1]!));
  });
  return { arcs: used, regions };
}

/** Areas that differ by less, in square pixels of the answer's frame, are equal: sums of products leave as much. */
const SAME_AREA = 1e-6;

/** What is drawn coarsely can turn the order of pixels round: that decides between parts of equal area only. */
function byDrawnArea(parts: readonly TracedPart[], { offsets, halves }: Rings, arcs: readonly Arc[]): TracedPart[] {
  const underArc = arcs.map(({ points }) => {
    let doubled = 0;
    for (let p = 1; p < points.length; p++) doubled += points[p - 1]![0] * points[p]![1] - points[p]![0] * points[p - 1]![1];
    return doubled;
  });
  const ringArea = (ring: number): number => {
    let doubled = 0;
    for (let i = offsets[ring]!; i < offsets[ring + 1]!; i++) doubled += (halves[i]! & 1) === 0 ? underArc[halves[i]! >> 1]! : -underArc[halves[i]! >> 1]!;
    return doubled / 2;
  };
  return parts
    .map((part) => ({ part, area: Math.round([part.outer, ...part.holes].reduce((sum, ring) => sum + ringArea(ring), 0) / SAME_AREA) }))
    .sort((a, b) => b.area - a.area || b.part.pixels - a.part.pixels)
    .map(({ part }) => part);
}
