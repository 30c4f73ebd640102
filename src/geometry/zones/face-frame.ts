import type { Point } from '../affine.ts';
import { meanPoint } from '../alignment/angle.ts';
import { type LandmarkSchema, pick } from '../alignment/schemas/landmark-schema.ts';
import { fitMidline } from '../alignment/schemas/midline.ts';

/**
 * Coordinates of the face itself, in pixels: u across, positive towards the subject's left (the viewer's right), v down
 * the face from forehead to chin. u = 0 is the midline, fitted to its landmarks by least squared distances.
 */
export interface FaceFrame {
  toFace(point: Point): Point;
  toPicture(point: Point): Point;
}

/** null where a schema knows too little of the midline. */
export function fitFaceFrame(points: readonly Point[], schema: LandmarkSchema): FaceFrame | null {
  const line = fitMidline(points, schema);
  if (line === null || schema.mouth === null) return null;
  const radians = (line.directionDegrees * Math.PI) / 180;
  const down: Point = [Math.cos(radians), Math.sin(radians)];
  const across: Point = [down[1], -down[0]];
  const [ox, oy] = onMidline(points, schema, schema.mouth);
  return {
    toFace: ([x, y]) => [
      (x - ox) * across[0] + (y - oy) * across[1],
      (x - ox) * down[0] + (y - oy) * down[1],
    ],
    toPicture: ([u, v]) => [ox + u * across[0] + v * down[0], oy + u * across[1] + v * down[1]],
  };
}

/** The fitted line goes through the mean of what it is fitted to. */
function onMidline(points: readonly Point[], { midline, eyes }: LandmarkSchema, mouth: readonly number[]): Point {
  const landmarks = pick(points, midline);
  if (landmarks.length >= 3) return meanPoint(landmarks);
  const betweenEyes = meanPoint([meanPoint(pick(points, eyes.right)), meanPoint(pick(points, eyes.left))]);
  return meanPoint([betweenEyes, ...landmarks, meanPoint(pick(points, mouth))]);
}
