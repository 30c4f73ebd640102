import type { Point } from '../../plane/affine.ts';
import { difference, directionDegrees, meanPoint } from '../../plane/angle.ts';
import { type LandmarkSchema, pick } from './landmark-schema.ts';

export interface FittedLine {
  /** Forehead to chin, degrees, y down: 90 in an upright face. */
  readonly directionDegrees: number;
  /** Deviation across the line over deviation along it, both as standard deviations: 0 is straight, 1 a round cloud. */
  readonly thickness: number;
}

/**
 * The line with the least squared distances to the midline's landmarks (total least squares: the first principal
 * axis). A schema with fewer than three of them lends the midpoints of eyes and mouth corners. null where a schema
 * knows no mouth.
 */
export function fitMidline(points: readonly Point[], schema: LandmarkSchema): FittedLine | null {
  if (schema.mouth === null) return null;
  const eyes = meanPoint([meanPoint(pick(points, schema.eyes.right)), meanPoint(pick(points, schema.eyes.left))]);
  const mouth = meanPoint(pick(points, schema.mouth));
  const landmarks = pick(points, schema.midline);
  const line = landmarks.length < 3 ? [eyes, ...landmarks, mouth] : landmarks;

  const [cx, cy] = meanPoint(line);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of line) {
    xx += (x - cx) ** 2;
    xy += (x - cx) * (y - cy);
    yy += (y - cy) ** 2;
  }
  const spread = Math.hypot(xx - yy, 2 * xy);
  const along = (xx + yy + spread) / 2;
  const across = Math.max(0, (xx + yy - spread) / 2);
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  const down = difference(mouth, eyes);
  const sign = Math.cos(axis) * down[0] + Math.sin(axis) * down[1] < 0 ? -1 : 1;
  return {
    directionDegrees: directionDegrees([sign * Math.cos(axis), sign * Math.sin(axis)]),
    thickness: along > 0 ? Math.sqrt(across / along) : 1,
  };
}
