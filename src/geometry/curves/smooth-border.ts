import type { DenseBorder } from './dense-border.ts';
import { lowPassKernel } from './low-pass.ts';

/** Of waves longer than its standard deviation by this, a Gaussian passes nine tenths, and the low pass 99 hundredths. */
const PASSED = 0.075;

/** How far smoothing moves every dense point of one border, in label-map pixels. Corners and ends stay. */
export interface SmoothBorder {
  readonly moveXs: Float64Array;
  readonly moveYs: Float64Array;
}

/**
 * Low-passes a border between its corners. Corners and the ends of open borders stay: beyond them a piece goes on as
 * its own image, turned by half.
 *
 * Everything is a sum over pairs of points at the same distance before and behind: a border gives the same numbers
 * turned by quarters, moved, or walked the other way.
 *
 * @param corners indices of dense points, ascending
 */
export function smoothBorder(dense: DenseBorder, corners: readonly number[], sigma: number): SmoothBorder {
  const count = dense.xs.length;
  const smooth = { moveXs: new Float64Array(count), moveYs: new Float64Array(count) };
  if (dense.closed && corners.length === 0) {
    smoothPiece(dense, 0, count, true, sigma, smooth);
    return smooth;
  }
  const breaks = dense.closed ? [...corners, corners[0]! + count] : [0, ...corners, count - 1];
  for (let b = 0; b + 1 < breaks.length; b++) smoothPiece(dense, breaks[b]!, breaks[b + 1]!, false, sigma, smooth);
  return smooth;
}

/** From dense point `start` to `end`; a whole closed border starts and ends with the same one. */
function smoothPiece(
  { xs, ys }: DenseBorder, start: number, end: number, whole: boolean, sigma: number, out: SmoothBorder,
): void {
  const count = xs.length;
  const steps = end - start;
  // What is small is not noise: the longest wave that fits, twice as long as a piece between ends, passes nearly whole.
  const lowPass = lowPassKernel(Math.min(sigma, PASSED * (whole ? steps : 2 * steps)));
  const reach = lowPass.length - 1;
  const extended = (values: Float64Array): Float64Array => {
    const line = new Float64Array(steps + 1 + 2 * reach);
    for (let i = 0; i <= steps; i++) line[reach + i] = values[(start + i) % count]!;
    if (whole) {
      for (let k = 1; k <= reach; k++) {
        line[reach - k] = values[(((start - k) % count) + count) % count]!;
        line[reach + steps + k] = values[(start + k) % count]!;
      }
      return line;
    }
    const [first, last] = [reach, reach + steps];
    // A short piece is reflected again and again: each reflection is of what is there already.
    for (let k = 1; k <= reach; k++) {
      line[last + k] = 2 * line[last]! - line[last - k]!;
      line[first - k] = 2 * line[first]! - line[first + k]!;
    }
    return line;
  };
  const lineXs = extended(xs);
  const lineYs = extended(ys);
  for (let i = 0; i <= steps; i++) {
    const [x, y] = [lineXs[reach + i]!, lineYs[reach + i]!];
    let [moveX, moveY] = [0, 0];
    for (let k = 1; k <= reach; k++) {
      const weight = lowPass[k]!;
      moveX += weight * (lineXs[reach + i + k]! - x + (lineXs[reach + i - k]! - x));
      moveY += weight * (lineYs[reach + i + k]! - y + (lineYs[reach + i - k]! - y));
    }
    if (!whole && (i === 0 || i === steps)) continue;
    out.moveXs[(start + i) % count] = moveX;
    out.moveYs[(start + i) % count] = moveY;
  }
}
