import type { Size } from '../plane/affine.ts';
import type { Chains } from '../lattice/place.ts';
import { farthestFrom, type Farthest } from './restore.ts';
import { squaredDistance as distanceToSegment } from '../plane/segment.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';

/** Segments between kept points, each with the lens that it encloses with the piece of chain it replaces. */
export interface Lenses {
  /** Points of the chain at both ends, by segment. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly chainOf: readonly number[];
  /** Round in which a segment was made; -1 once it is split. */
  readonly born: number[];
  /** @returns the number of the segment */
  enter(chain: number, start: number, end: number, round: number): number;
  /** Calls `visit` for every segment whose lens may reach this one's, and for itself. */
  near(segment: number, visit: (segment: number) => void): void;
  /** Whether the point lies between the segment and the piece of chain that it replaces. */
  holds(segment: number, point: number): boolean;
  /** Whether no point was dropped between its ends. */
  isFlat(segment: number): boolean;
}

/** @param kept how many points are kept, about as many as there are segments */
export function createLenses(chains: Chains, { width, height }: Size, kept: number): Lenses {
  const { xs, ys, vertices } = chains;
  const starts: number[] = [];
  const ends: number[] = [];
  const chainOf: number[] = [];
  const born: number[] = [];
  const lenses: Farthest[] = [];
  const reaches: number[] = [];
  const grid = createSegmentGrid(width, height, Math.min(32, Math.max(2, Math.sqrt((width * height) / (2 * kept + 1)))));
  return {
    starts,
    ends,
    chainOf,
    born,
    enter(chain, start, end, round) {
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
      return segment;
    },
    near(segment, visit) {
      const [a, b] = [starts[segment]!, ends[segment]!];
      grid.near(xs[a]!, ys[a]!, xs[b]!, ys[b]!, reaches[segment]!, visit);
    },
    holds(segment, point) {
      const { squaredDistance, index } = lenses[segment]!;
      const [start, end] = [starts[segment]!, ends[segment]!];
      if (index < 0 || vertices[point] === vertices[start] || vertices[point] === vertices[end]) return false;
      const [x, y] = [xs[point]!, ys[point]!];
      if (distanceToSegment(x, y, xs[start]!, ys[start]!, xs[end]!, ys[end]!) > squaredDistance + 1e-6) return false;
      return windingAround(chains, start, end, x, y) !== 0;
    },
    isFlat: (segment) => lenses[segment]!.index < 0,
  };
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
