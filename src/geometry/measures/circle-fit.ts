import type { Point } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';

export interface Circle {
  readonly radius: number;
  /** Root mean square distance of the points from the circle. */
  readonly spread: number;
}

/**
 * The circle with the least squares of x² + y² - 2ax - 2by - c over the points (I. Kåsa, IEEE Transactions on
 * Instrumentation and Measurement 25, 1976). null where the points lie on a line.
 */
export function fitCircle(points: readonly Point[]): Circle | null {
  if (points.length < 3) return null;
  const [cx, cy] = meanPoint(points);
  let [xx, xy, yy, right, bottom] = [0, 0, 0, 0, 0];
  const centred = points.map(([px, py]): Point => [px - cx, py - cy]);
  for (const [x, y] of centred) {
    xx += x * x;
    xy += x * y;
    yy += y * y;
    right += (x * (x * x + y * y)) / 2;
    bottom += (y * (x * x + y * y)) / 2;
  }
  const det = xx * yy - xy * xy;
  if (!(det > MIN_ROUND * (xx + yy) ** 2)) return null;
  const a = (right * yy - bottom * xy) / det;
  const b = (bottom * xx - right * xy) / det;
  const radius = Math.sqrt(a * a + b * b + (xx + yy) / points.length);
  const squares = centred.map(([x, y]) => (Math.hypot(x - a, y - b) - radius) ** 2);
  return { radius, spread: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / points.length) };
}

/** Ratio of the product of both extents' squares to the square of their sum: 1/4 for a circle, 0 for a line. */
const MIN_ROUND = 1e-6;
