import type { Size } from '../plane/affine.ts';
import { segmentsConflict, type IntegerPoints } from '../plane/crossing.ts';
import type { Chains } from '../lattice/place.ts';
import { farthestFrom, restoreFarthest, type Farthest } from './restore.ts';
import { squaredDistance as distanceToSegment } from '../plane/segment.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';

/**
 * Restores dropped points until no two segments conflict and no point has changed sides.
 *
 * Each chain simplified by itself can cross another or jump over it. A segment and the piece of chain that it replaces
 * enclose a *lens*; where the lenses hold no other kept point and no two segments meet but in a shared end, the
 * simplified borders can be moved to the exact ones without ever crossing (Saalfeld, Cartography and Geographic
 * Information Science 26, 1999): the same regions, parts and holes. With all points restored both hold, so it ends.
 *
 * Works in rounds that look at all pairs first and split afterwards, so that no order of segments is preferred.
 *
 * @param keep one flag a point, completed here
 * @param tolerances what restoring keeps to, by chain, in pixels
 * @param sent the points as they will be sent: what must be free of conflicts is what is sent
 */
export function guardChains(
  chains: Chains, keep: Uint8Array, sent: IntegerPoints, tolerances: Float64Array, { width, height }: Size,
): void {
  const { xs, ys, vertices } = chains;
  const starts: number[] = [];
  const ends: number[] = [];
  const chainOf: number[] = [];
  const lenses: Farthest[] = [];
  const reaches: number[] = [];
  /** Round in which a segment was made; -1 once it is split. */
  const born: number[] = [];
  const kept = keep.reduce((sum, flag) => sum + flag, 0);
  const grid = createSegmentGrid(width, height, Math.min(32, Math.max(2, Math.sqrt((width * height) / (2 * kept + 1)))));
  let round = 0;
  let fresh: number[] = [];

  const enter = (chain: number, start: number, end: number): void => {
    const segment = starts.length;
    const lens = farthestFrom(chains, start, end);
    starts.push(start);
    ends.push(end);
    chainOf.push(chain);
    lenses.push(lens);
    born.push(round);
    // Rounding to sent coordinates moves ends a little, too.
    const reach = Math.sqrt(Math.max(0, lens.squaredDistance)) + 0.01;
    reaches.push(reach);
    grid.insert(segment, xs[start]!, ys[start]!, xs[end]!, ys[end]!, reach);
    fresh.push(segment);
  };

  /** Whether the point lies between the segment and the piece of chain that it replaces. */
  const lensHolds = (segment: number, point: number): boolean => {
    const { squaredDistance, index } = lenses[segment]!;
    const [start, end] = [starts[segment]!, ends[segment]!];
    if (index < 0 || vertices[point] === vertices[start] || vertices[point] === vertices[end]) return false;
    const [x, y] = [xs[point]!, ys[point]!];
    if (distanceToSegment(x, y, xs[start]!, ys[start]!, xs[end]!, ys[end]!) > squaredDistance + 1e-6) return false;
    return windingAround(chains, start, end, x, y) !== 0;
  };

  const enterKept = (chain: number, first: number, last: number): void => {
    let start = first;
    for (let p = first + 1; p <= last; p++) {
      if (!keep[p]) continue;
      enter(chain, start, p);
      start = p;
    }
  };

  for (let k = 0; k < chains.count; k++) enterKept(k, chains.offsets[k]!, chains.offsets[k + 1]! - 1);

  while (fresh.length > 0) {
    const faulty = new Set<number>();
    for (const s of fresh) {
      const [a, b] = [starts[s]!, ends[s]!];
      grid.near(xs[a]!, ys[a]!, xs[b]!, ys[b]!, reaches[s]!, (t) => {
        if (t === s || born[t]! < 0 || (born[t] === round && t < s)) return;
        const [c, d] = [starts[t]!, ends[t]!];
        if (segmentsConflict(sent, a, b, c, d)) {
          faulty.add(s);
          faulty.add(t);
          return;
        }
        if (lensHolds(s, c) || lensHolds(s, d)) faulty.add(s);
        if (lensHolds(t, a) || lensHolds(t, b)) faulty.add(t);
      });
    }
    fresh = [];
    round++;
    for (const s of faulty) {
      if (lenses[s]!.index < 0) continue;
      born[s] = -1;
      restoreFarthest(chains, keep, starts[s]!, ends[s]!, tolerances[chainOf[s]!]!);
      enterKept(chainOf[s]!, starts[s]!, ends[s]!);
    }
  }
}

/** How often the piece of chain from start to end, closed by its segment, goes around the point. */
function windingAround({ xs, ys }: Chains, start: number, end: number, x: number, y: number): number {
  let winding = 0;
  let [px, py] = [xs[end]!, ys[end]!];
  for (let k = start; k <= end; k++) {
    const [qx, qy] = [xs[k]!, ys[k]!];
    const side = (qx - px) * (y - py) - (qy - py) * (x - px);
    if (py <= y && qy > y && side < 0) winding--;
    else if (py > y && qy <= y && side > 0) winding++;
    [px, py] = [qx, qy];
  }
  return winding;
}
