import type { Point } from '../plane/affine.ts';
import type { Part } from '../plane/region.ts';

/** A stretch of a line that lies inside of a region. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Neighbours share their borders digit for digit; what the crossing of a line and a border costs stays far below. */
export const TOUCHES_WITHIN_PX = 0.01;

/**
 * Where the line across = 0 (`axis` 0) or down = 0 (`axis` 1) runs through parts that are given in coordinates about
 * it: ascending intervals of the other coordinate.
 */
export function intervalsOnAxis(parts: readonly Part[], axis: 0 | 1): Interval[] {
  const crossings: number[] = [];
  for (const ring of parts.flatMap(({ outer, holes }) => [outer, ...holes])) {
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      if (a[axis] < 0 !== b[axis] < 0) crossings.push(crossingAt(a, b, axis));
    });
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((start, i) => (i % 2 === 0 && i + 1 < crossings.length ? [{ start, end: crossings[i + 1]! }] : []));
}

/** Intervals of several regions as one: those that touch or overlap become one. */
export function joinIntervals(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && next.start <= last.end + TOUCHES_WITHIN_PX) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else joined.push(next);
  }
  return joined;
}

function crossingAt(a: Point, b: Point, axis: 0 | 1): number {
  const along = axis === 0 ? 1 : 0;
  return a[along] + ((b[along] - a[along]) * a[axis]) / (a[axis] - b[axis]);
}
