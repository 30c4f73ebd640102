import type { Part, Ring } from '../plane/region.ts';
import { partsArea, partsBox } from '../plane/ring-measure.ts';

/** A side of a ring, x ascending, heights above the base. */
interface Edge {
  readonly x0: number;
  readonly x1: number;
  readonly h0: number;
  readonly h1: number;
  /** 1 where the strip between base and edge counts towards the area, -1 where it is taken off. */
  readonly sign: number;
}

/** Intersection over union of two sets of parts, exact but for rounding; null where neither has an area. */
export function intersectionOverUnion(a: readonly Part[], b: readonly Part[]): number | null {
  const shared = sharedArea(a, b);
  const union = partsArea(a) + partsArea(b) - shared;
  return union > 0 ? Math.min(1, Math.max(0, shared / union)) : null;
}

/**
 * Area that both have in common. A polygon is the signed sum of the strips between a base line and its sides, so what
 * two polygons share is the signed sum, over all pairs of sides, of what their strips share: the integral of the lesser
 * height over the common stretch.
 */
export function sharedArea(a: readonly Part[], b: readonly Part[]): number {
  const base = Math.min(partsBox(a).y, partsBox(b).y);
  const edges = [edgesOf(a, base), edgesOf(b, base)] as const;
  const all = edges.flatMap((own, of) => own.map((edge) => ({ edge, of: of as 0 | 1 }))).sort((one, other) => one.edge.x0 - other.edge.x0);
  /** Of each polygon, the sides that the sweep from left to right has met and not left yet. */
  const open: [Edge[], Edge[]] = [[], []];
  let area = 0;
  for (const { edge, of } of all) {
    const other = of === 0 ? 1 : 0;
    open[other] = open[other].filter(({ x1 }) => x1 > edge.x0);
    for (const facing of open[other]) {
      area += edge.sign * facing.sign * lesserHeights(edge, facing, edge.x0, Math.min(edge.x1, facing.x1));
    }
    open[of].push(edge);
  }
  return area;
}

function edgesOf(parts: readonly Part[], base: number): Edge[] {
  return parts.flatMap(({ outer, holes }) => [
    ...edgesOfRing(outer, base, 1),
    ...holes.flatMap((hole) => edgesOfRing(hole, base, -1)),
  ]);
}

function edgesOfRing(ring: Ring, base: number, sign: number): Edge[] {
  const edges = ring.flatMap(([ax, ay], i): Edge[] => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ax === bx) return [];
    return [
      ax < bx
        ? { x0: ax, x1: bx, h0: ay - base, h1: by - base, sign: 1 }
        : { x0: bx, x1: ax, h0: by - base, h1: ay - base, sign: -1 },
    ];
  });
  const area = edges.reduce((sum, { x0, x1, h0, h1, sign: own }) => sum + (own * (x1 - x0) * (h0 + h1)) / 2, 0);
  return edges.map((edge) => ({ ...edge, sign: sign * edge.sign * (area < 0 ? -1 : 1) }));
}

/** Integral of the lesser height of both edges: half of their sum less half of the distance between them. */
function lesserHeights(a: Edge, b: Edge, from: number, to: number): number {
  const [a0, a1, b0, b1] = [heightAt(a, from), heightAt(a, to), heightAt(b, from), heightAt(b, to)];
  const d0 = a0 - b0;
  const d1 = a1 - b1;
  const apart = Math.abs(d0) + Math.abs(d1);
  // Where the edges cross, two triangles lie between them.
  const between = d0 * d1 < 0 ? (d0 * d0 + d1 * d1) / apart : apart;
  return ((to - from) * (a0 + a1 + b0 + b1 - between)) / 4;
}

function heightAt({ x0, x1, h0, h1 }: Edge, x: number): number {
  return h0 + ((h1 - h0) * (x - x0)) / (x1 - x0);
}
