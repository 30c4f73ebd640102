import type { CanonicalSpan } from './canonical-span.ts';

/** How far a simplified border may be from the traced one. */
export type Corridor =
  /** Every traced point stays within this distance. */
  | { readonly kind: 'distance'; readonly px: number }
  /**
   * Every pixel keeps its label: the border passes between the centres of the two pixels on both sides of each lattice
   * edge. The segment between these centres is the edge's *gate*; it is one pixel long, its middle on the border.
   */
  | { readonly kind: 'lossless' };

/** A link spans no more points than this: straight borders of large maps would else be weighed point against point. */
const LONGEST_LINK = 512;

/** Half a gate, less what rounding to sent coordinates can take. */
const HALF_GATE_PX = 0.49;

/**
 * Indices of the points to keep so that as few links as possible replace a span inside its corridor. A shortest path
 * over all links that fit; a link costs 1, plus `weight` times the integral along the border of its squared distance
 * to the link, in cubic pixels: of equally short paths the closest one.
 *
 * Links that fit are found by a cone of directions that each further point narrows (Imai and Iri, 1988), and their
 * integrals from sums of moments along the span (as Selinger does in Potrace, 2003).
 */
export function fewestLinks(span: CanonicalSpan, corridor: Corridor, weight: number): Uint8Array {
  const { last, xs, ys, across } = span;
  const kept = new Uint8Array(last + 1);
  kept[0] = 1;
  kept[last] = 1;
  if (last < 2) return kept;
  const integral = squaredDistanceIntegrals(span);
  const lossless = corridor.kind === 'lossless';
  const radius = lossless ? HALF_GATE_PX : corridor.px;

  const cost = new Float64Array(last + 1).fill(Infinity);
  const previous = new Int32Array(last + 1);
  cost[0] = 0;
  for (let i = 0; i < last; i++) {
    const [ox, oy] = [xs[i]!, ys[i]!];
    let lowX = 0;
    let lowY = 0;
    let highX = 0;
    let highY = 0;
    let narrowed = false;
    let farthest = 0;
    for (let j = i + 1, end = Math.min(last, i + LONGEST_LINK); j <= end; j++) {
      const x = xs[j]! - ox;
      const y = ys[j]! - oy;
      const distance = Math.sqrt(x * x + y * y);
      const inside = !narrowed || (lowX * y - lowY * x >= 0 && highX * y - highY * x <= 0);
      if (j === i + 1 || (inside && distance >= farthest - radius)) {
        const total = cost[i]! + 1 + (weight > 0 && j > i + 1 ? weight * integral(i, j) : 0);
        if (total < cost[j]!) {
          cost[j] = total;
          previous[j] = i;
        }
      }
      if (distance > farthest) farthest = distance;

      let ax: number, ay: number, bx: number, by: number;
      if (lossless) {
        const [reachX, reachY] = across[j] === 1 ? [radius, 0] : [0, radius];
        ax = x - reachX;
        ay = y - reachY;
        bx = x + reachX;
        by = y + reachY;
        const turn = ax * by - ay * bx;
        if (Math.abs(turn) < 1e-9) break;
        if (turn < 0) [ax, ay, bx, by] = [bx, by, ax, ay];
      } else {
        if (distance <= radius) continue;
        const sin = radius / distance;
        const cos = Math.sqrt(1 - sin * sin);
        ax = x * cos + y * sin;
        ay = y * cos - x * sin;
        bx = x * cos - y * sin;
        by = y * cos + x * sin;
      }
      if (!narrowed || lowX * ay - lowY * ax > 0) [lowX, lowY] = [ax, ay];
      if (!narrowed || highX * by - highY * bx < 0) [highX, highY] = [bx, by];
      narrowed = true;
      if (lowX * highY - lowY * highX < 0) break;
    }
  }
  for (let j = previous[last]!; j > 0; j = previous[j]!) kept[j] = 1;
  return kept;
}

/** A function of i and j: the integral along the span from i to j of the squared distance to the line through both. */
function squaredDistanceIntegrals({ last, xs, ys }: CanonicalSpan): (i: number, j: number) => number {
  const sums = Array.from({ length: 6 }, () => new Float64Array(last + 1));
  const [ofOne, ofX, ofY, ofXx, ofXy, ofYy] = sums as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const stepLength = (p: number): number => Math.sqrt((xs[p]! - xs[p - 1]!) ** 2 + (ys[p]! - ys[p - 1]!) ** 2);
  for (let p = 1; p < last; p++) {
    const [x, y] = [xs[p]!, ys[p]!];
    const length = (stepLength(p) + stepLength(p + 1)) / 2;
    ofOne[p] = ofOne[p - 1]! + length;
    ofX[p] = ofX[p - 1]! + length * x;
    ofY[p] = ofY[p - 1]! + length * y;
    ofXx[p] = ofXx[p - 1]! + length * x * x;
    ofXy[p] = ofXy[p - 1]! + length * x * y;
    ofYy[p] = ofYy[p - 1]! + length * y * y;
  }
  return (i, j) => {
    const [ox, oy] = [xs[i]!, ys[i]!];
    const [dx, dy] = [xs[j]! - ox, ys[j]! - oy];
    const squaredLength = dx * dx + dy * dy;
    const one = ofOne[j - 1]! - ofOne[i]!;
    const x = ofX[j - 1]! - ofX[i]!;
    const y = ofY[j - 1]! - ofY[i]!;
    // Moments about point i.
    const xx = ofXx[j - 1]! - ofXx[i]! - 2 * ox * x + ox * ox * one;
    const xy = ofXy[j - 1]! - ofXy[i]! - ox * y - oy * x + ox * oy * one;
    const yy = ofYy[j - 1]! - ofYy[i]! - 2 * oy * y + oy * oy * one;
    // Where both ends are one point, the distance to it.
    if (squaredLength === 0) return xx + yy;
    return Math.max(0, (dx * dx * yy - 2 * dx * dy * xy + dy * dy * xx) / squaredLength);
  };
}
