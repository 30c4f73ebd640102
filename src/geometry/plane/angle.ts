import type { Point } from './affine.ts';

/** Degrees, y down: 0 points right, 90 points down; in (-180, 180]. */
export function directionDegrees([dx, dy]: Point): number {
  return wrapDegrees((Math.atan2(dy, dx) * 180) / Math.PI);
}

/** The same angle in (-180, 180]. */
export function wrapDegrees(degrees: number): number {
  const turned = degrees % 360;
  if (turned > 180) return turned - 360;
  // 0 is added so that -0 never leaves the function.
  return turned <= -180 ? turned + 360 : turned + 0;
}

export function difference([ax, ay]: Point, [bx, by]: Point): Point {
  return [ax - bx, ay - by];
}

/** @throws RangeError where there is no point */
export function meanPoint(points: readonly Point[]): Point {
  if (points.length === 0) throw new RangeError('the mean of no points');
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0];
    y += point[1];
  }
  return [x / points.length, y / points.length];
}
