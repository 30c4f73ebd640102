import type { CanonicalSpan } from './canonical-span.ts';

/**
 * Sums along a span, from its first point to each: of lengths, and of coordinates and their products weighed by these.
 * Six numbers a point, one after the other; each point stands for half of the steps beside it.
 */
export type Moments = Float64Array;

export function momentsAlong({ last, xs, ys }: CanonicalSpan): Moments {
  const moments = new Float64Array(6 * (last + 1));
  let before = stepLength(xs, ys, 1);
  for (let p = 1, m = 6; p < last; p++, m += 6) {
    const x = xs[p]!;
    const y = ys[p]!;
    const after = stepLength(xs, ys, p + 1);
    const length = (before + after) / 2;
    moments[m] = moments[m - 6]! + length;
    moments[m + 1] = moments[m - 5]! + length * x;
    moments[m + 2] = moments[m - 4]! + length * y;
    moments[m + 3] = moments[m - 3]! + length * x * x;
    moments[m + 4] = moments[m - 2]! + length * x * y;
    moments[m + 5] = moments[m - 1]! + length * y * y;
    before = after;
  }
  return moments;
}

/** The integral along the span from point i to point j of the squared distance to the line through both, in cubic pixels. */
export function squaredDistances(moments: Moments, xs: Float64Array, ys: Float64Array, i: number, j: number): number {
  const ox = xs[i]!;
  const oy = ys[i]!;
  const dx = xs[j]! - ox;
  const dy = ys[j]! - oy;
  const squaredLength = dx * dx + dy * dy;
  const from = 6 * i;
  const to = 6 * (j - 1);
  const one = moments[to]! - moments[from]!;
  const x = moments[to + 1]! - moments[from + 1]!;
  const y = moments[to + 2]! - moments[from + 2]!;
  // Moments about point i.
  const xx = moments[to + 3]! - moments[from + 3]! - 2 * ox * x + ox * ox * one;
  const xy = moments[to + 4]! - moments[from + 4]! - ox * y - oy * x + ox * oy * one;
  const yy = moments[to + 5]! - moments[from + 5]! - 2 * oy * y + oy * oy * one;
  // Where both ends are one point, the distance to it.
  if (squaredLength === 0) return xx + yy;
  return Math.max(0, (dx * dx * yy - 2 * dx * dy * xy + dy * dy * xx) / squaredLength);
}

function stepLength(xs: Float64Array, ys: Float64Array, p: number): number {
  const dx = xs[p]! - xs[p - 1]!;
  const dy = ys[p]! - ys[p - 1]!;
  return Math.sqrt(dx * dx + dy * dy);
}
