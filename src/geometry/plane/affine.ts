/**
 * Frames. Every coordinate is in pixel-corner coordinates: (0,0) is the outer corner of the first pixel, x right,
 * y down, the pixel at column i covers [i, i+1]. The centre of that pixel is therefore i + 0.5.
 */
export type Point = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** [a, b, c, d, e, f] in SVG's order: X = a x + c y + e, Y = b x + d y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

export function applyAffine(m: Affine, [x, y]: Point): Point {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

/** The affine that does `first`, then `then`. */
export function composeAffine(then: Affine, first: Affine): Affine {
  return [
    then[0] * first[0] + then[2] * first[1],
    then[1] * first[0] + then[3] * first[1],
    then[0] * first[2] + then[2] * first[3],
    then[1] * first[2] + then[3] * first[3],
    then[0] * first[4] + then[2] * first[5] + then[4],
    then[1] * first[4] + then[3] * first[5] + then[5],
  ];
}

/** @throws RangeError if the affine is singular */
export function invertAffine([a, b, c, d, e, f]: Affine): Affine {
  const det = a * d - b * c;
  if (!Number.isFinite(1 / det)) throw new RangeError('affine is singular');
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

export function scaleAffine(sx: number, sy: number): Affine {
  return [sx, 0, 0, sy, 0, 0];
}

/** Turns by `degrees`, clockwise on the screen (y points down), about (cx, cy). */
export function rotationAbout(degrees: number, cx: number, cy: number): Affine {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy];
}

/** Whether a picture of this size lies on a canvas of that one as it is. */
export function staysInPlace(matrix: Affine, original: Size, canvas: Size): boolean {
  return matrix.every((value, i) => value === IDENTITY[i]) && original.width === canvas.width && original.height === canvas.height;
}
