import type { Point } from '../affine.ts';
import type { Line } from '../measures/fit-line.ts';

/**
 * Coordinates of the face itself, in pixels: u across, positive towards the subject's left (the viewer's right), v down
 * the face from forehead to chin. u = 0 is the midline.
 */
export interface FaceFrame {
  toFace(point: Point): Point;
  toPicture(point: Point): Point;
}

/** @param midline from forehead to chin */
export function frameAbout({ point: [ox, oy], direction: [dx, dy] }: Line): FaceFrame {
  return {
    toFace: ([x, y]) => [(x - ox) * dy - (y - oy) * dx, (x - ox) * dx + (y - oy) * dy],
    toPicture: ([u, v]) => [ox + u * dy + v * dx, oy - u * dx + v * dy],
  };
}
