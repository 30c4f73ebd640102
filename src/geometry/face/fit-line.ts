import type { Point } from '../plane/affine.ts';

export interface Line {
  readonly point: Point;
  /** Of length 1. */
  readonly direction: Point;
}

export interface WeightedPoint {
  readonly point: Point;
  /** Above 0. */
  readonly weight: number;
}

export interface RobustLine extends Line {
  /** How much of each point's weight is left, 0 to 1. */
  readonly kept: readonly number[];
}

/** Tukey's biweight at 95 % efficiency, and what makes a median of distances a standard deviation. */
const BIWEIGHT = 4.685;
const MEDIAN_TO_DEVIATION = 1.4826;
/** Points this near the line, as a share of their extent along it, are never outliers to one another. */
const MIN_DEVIATION = 0.01;
const ROUNDS = 20;

/** Total least squares: through the weighted mean, along the first principal axis. null where all are one place. */
export function fitLine(points: readonly WeightedPoint[]): Line | null {
  const total = sum(points.map(({ weight }) => weight));
  if (!(total > 0)) return null;
  const cx = sum(points.map(({ point, weight }) => weight * point[0])) / total;
  const cy = sum(points.map(({ point, weight }) => weight * point[1])) / total;
  const xx = sum(points.map(({ point, weight }) => weight * (point[0] - cx) ** 2));
  const yy = sum(points.map(({ point, weight }) => weight * (point[1] - cy) ** 2));
  const xy = sum(points.map(({ point, weight }) => weight * (point[0] - cx) * (point[1] - cy)));
  if (!(xx + yy > 0)) return null;
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  return { point: [cx, cy], direction: [Math.cos(axis), Math.sin(axis)] };
}

/**
 * A line that a single point cannot pull away, unless it lies farther off than half of the line: starts from the line through two of the points with the least weighted
 * sum of distances, then total least squares with Tukey's biweight on the distances.
 */
export function fitRobustLine(points: readonly WeightedPoint[]): RobustLine | null {
  let line = leastAbsoluteLine(points);
  if (line === null) return null;
  let kept = points.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    const current: Line = line;
    const distances = points.map(({ point }) => Math.abs(distanceFromLine(current, point)));
    const deviation = Math.max(MEDIAN_TO_DEVIATION * median(distances), MIN_DEVIATION * extentAlong(current, points));
    kept = distances.map((distance) => Math.max(0, 1 - (distance / (BIWEIGHT * deviation)) ** 2) ** 2);
    line = fitLine(points.map(({ point, weight }, i) => ({ point, weight: weight * kept[i]! }))) ?? current;
  }
  return { ...line, kept };
}

/** Signed; positive on the side that a quarter turn of the direction from y towards x points to. */
export function distanceFromLine({ point, direction }: Line, [x, y]: Point): number {
  return (x - point[0]) * direction[1] - (y - point[1]) * direction[0];
}

export function extentAlong({ direction }: Line, points: readonly WeightedPoint[]): number {
  const places = points.map(({ point: [x, y] }) => x * direction[0] + y * direction[1]);
  return Math.max(...places) - Math.min(...places);
}

function leastAbsoluteLine(points: readonly WeightedPoint[]): Line | null {
  let best: Line | null = null;
  let least = Infinity;
  points.forEach(({ point: a }, i) => {
    for (const { point: b } of points.slice(i + 1)) {
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (!(length > 0)) continue;
      const line: Line = { point: a, direction: [(b[0] - a[0]) / length, (b[1] - a[1]) / length] };
      const cost = sum(points.map(({ point, weight }) => weight * Math.abs(distanceFromLine(line, point))));
      if (cost < least) [best, least] = [line, cost];
    }
  });
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
