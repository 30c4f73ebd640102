/**
 * A piece of a chain between two pinned points, moved and turned by quarters so that it starts in the origin and sets
 * out between east and south, from the end that makes its sequence of steps the smaller one. Equal shapes have equal
 * numbers: whatever is decided on them does not depend on where in the map a border lies, how the map is turned, or
 * which label is on which side. Coordinates are multiples of one half.
 */
export interface CanonicalSpan {
  /** Index of the last point; there are `last + 1`. */
  readonly last: number;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 1 for midpoints of lattice edges that run along y: the pixels on both sides are neighbours along x. */
  readonly across: Uint8Array;
  /** Whether its first point is the last one of the piece of chain. */
  readonly reversed: boolean;
  /** Whether it looks the same from both ends. */
  readonly symmetric: boolean;
}

/** The piece from point `start` to point `end` of a chain. */
export function canonicalSpan(xs: Float64Array, ys: Float64Array, start: number, end: number): CanonicalSpan {
  const last = end - start;
  const forward = quarterTurnTo(xs[start + 1]! - xs[start]!, ys[start + 1]! - ys[start]!);
  const backward = quarterTurnTo(xs[end - 1]! - xs[end]!, ys[end - 1]! - ys[end]!);
  const order = compareSteps(xs, ys, start, end, forward, backward);
  const reversed = order > 0;
  const [cos, sin] = reversed ? backward : forward;
  const origin = reversed ? end : start;
  const spanXs = new Float64Array(last + 1);
  const spanYs = new Float64Array(last + 1);
  const across = new Uint8Array(last + 1);
  for (let i = 0; i <= last; i++) {
    const p = reversed ? end - i : start + i;
    const [dx, dy] = [xs[p]! - xs[origin]!, ys[p]! - ys[origin]!];
    spanXs[i] = cos * dx - sin * dy;
    spanYs[i] = sin * dx + cos * dy;
    across[i] = Number.isInteger(xs[p]!) === (sin === 0) ? 1 : 0;
  }
  return { last, xs: spanXs, ys: spanYs, across, reversed, symmetric: order === 0 };
}

type QuarterTurn = readonly [cos: number, sin: number];

/** The turn that brings a direction between east (included) and south. */
function quarterTurnTo(dx: number, dy: number): QuarterTurn {
  if (dx > 0 && dy >= 0) return [1, 0];
  if (dx <= 0 && dy > 0) return [0, -1];
  if (dx < 0 && dy <= 0) return [-1, 0];
  return [0, 1];
}

function compareSteps(
  xs: Float64Array, ys: Float64Array, start: number, end: number, forward: QuarterTurn, backward: QuarterTurn,
): number {
  for (let i = 0; i < end - start; i++) {
    const fx = xs[start + i + 1]! - xs[start + i]!;
    const fy = ys[start + i + 1]! - ys[start + i]!;
    const bx = xs[end - i - 1]! - xs[end - i]!;
    const by = ys[end - i - 1]! - ys[end - i]!;
    const difference =
      forward[0] * fx - forward[1] * fy - (backward[0] * bx - backward[1] * by) ||
      forward[1] * fx + forward[0] * fy - (backward[1] * bx + backward[0] * by);
    if (difference !== 0) return difference;
  }
  return 0;
}
