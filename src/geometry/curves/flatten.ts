/**
 * Largest distance between a curve and the polygon drawn for it, in label-map pixels: a quarter of what simplifying the
 * border was allowed to change, and no less than a tenth of a pixel.
 */
export function flatnessAt(tolerancePx: number): number {
  return Math.max(0.1, tolerancePx / 4);
}

/** Coordinates of curves are whole steps of 1 / 10 000 pixel of the label map, multiples of this many. */
export const QUANTUM = 8;

/** Control points x0, y0 to x3, y3 of a cubic Bézier curve. */
export type Curve = readonly [number, number, number, number, number, number, number, number];

/**
 * Calls `visit` for points inside a curve such that straight lines between them are nowhere farther from it than
 * `flatness`, in the same unit. How many it takes follows from the second differences of the control points (G. Wang's bound of 1984; see
 * Sederberg, Computer Aided Geometric Design, 2012, section 10.6). With control points in multiples of `QUANTUM` no
 * point lies halfway between two steps: it is rounded to the same one however the curve is turned or walked.
 */
export function flattenCurve([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, flatness: number, visit: (x: number, y: number) => void): void {
  const bend = Math.max((x0 - 2 * x1 + x2) ** 2 + (y0 - 2 * y1 + y2) ** 2, (x1 - 2 * x2 + x3) ** 2 + (y1 - 2 * y2 + y3) ** 2);
  let pieces = Math.max(1, Math.ceil(Math.sqrt((0.75 * Math.sqrt(bend)) / flatness)));
  // Quarters of the way are in 64ths of a quantum, and could lie halfway between two steps.
  if (pieces % 4 === 0) pieces++;
  for (let k = 1; k < pieces; k++) {
    const [s, t] = [(pieces - k) / pieces, k / pieces];
    const [first, second, third] = [3 * s * s * t, 3 * s * t * t, t * t * t];
    visit(
      Math.round(x0 + first * (x1 - x0) + second * (x2 - x0) + third * (x3 - x0)),
      Math.round(y0 + first * (y1 - y0) + second * (y2 - y0) + third * (y3 - y0)),
    );
  }
}

/** To a multiple of `QUANTUM`, halves away from zero: the same forward and backward. */
export function quantized(steps: number): number {
  return Math.sign(steps) * QUANTUM * Math.round(Math.abs(steps) / QUANTUM) + 0;
}
