import type { CanonicalSpan } from './canonical-span.ts';
import { momentsAlong, squaredDistances, type Moments } from './link-distances.ts';

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
  const { last } = span;
  const kept = new Uint8Array(last + 1);
  kept[0] = 1;
  kept[last] = 1;
  if (last < 2) return kept;
  const moments = momentsAlong(span);
  const path: Path = { cost: new Float64Array(last + 1).fill(Infinity), previous: new Int32Array(last + 1) };
  const { cost, previous } = path;
  cost[0] = 0;
  for (let i = 0; i < last; i++) {
    // Whatever leaves from here takes one link at least.
    if (cost[i]! + 1 < cost[last]!) weighLinksFrom(i, span, moments, corridor, weight, path);
  }
  for (let j = previous[last]!; j > 0; j = previous[j]!) kept[j] = 1;
  return kept;
}

/** By point: what the cheapest way found so far costs from the span's start, and where its last link starts. */
interface Path {
  readonly cost: Float64Array;
  readonly previous: Int32Array;
}

/** Takes every link that leaves a point, fits, and makes a way cheaper. */
function weighLinksFrom(
  i: number, { last, xs, ys, across }: CanonicalSpan, moments: Moments, corridor: Corridor, weight: number, { cost, previous }: Path,
): void {
  const lossless = corridor.kind === 'lossless';
  const radius = lossless ? HALF_GATE_PX : corridor.px;
  const oneMore = cost[i]! + 1;
  // The cone lies between two directions, clockwise from the low to the high one.
  let lowX = 0, lowY = 0, highX = 0, highY = 0;
  let narrowed = false;
  let farthest = 0;
  for (let j = i + 1, end = Math.min(last, i + LONGEST_LINK); j <= end; j++) {
    const x = xs[j]! - xs[i]!;
    const y = ys[j]! - ys[i]!;
    const distance = Math.sqrt(x * x + y * y);
    if (oneMore < cost[j]!) {
      const inside = !narrowed || (lowX * y - lowY * x >= 0 && highX * y - highY * x <= 0);
      if (j === i + 1 || (inside && distance >= farthest - radius)) {
        const total = oneMore + (weight > 0 && j > i + 1 ? weight * squaredDistances(moments, xs, ys, i, j) : 0);
        if (total < cost[j]!) {
          cost[j] = total;
          previous[j] = i;
        }
      }
    }
    if (distance > farthest) farthest = distance;

    let ax = x, ay = y, bx = x, by = y;
    if (lossless) {
      const reachX = across[j] === 1 ? radius : 0;
      const reachY = radius - reachX;
      const turn = (x - reachX) * (y + reachY) - (y - reachY) * (x + reachX);
      if (Math.abs(turn) < 1e-9) return;
      // From the gate's one end to its other, clockwise as seen from the link's start.
      const side = turn < 0 ? -1 : 1;
      ax -= side * reachX;
      ay -= side * reachY;
      bx += side * reachX;
      by += side * reachY;
    } else {
      if (distance <= radius) continue;
      const sin = radius / distance;
      const cos = Math.sqrt(1 - sin * sin);
      ax = x * cos + y * sin;
      ay = y * cos - x * sin;
      bx = x * cos - y * sin;
      by = y * cos + x * sin;
    }
    if (!narrowed || lowX * ay - lowY * ax > 0) {
      lowX = ax;
      lowY = ay;
    }
    if (!narrowed || highX * by - highY * bx < 0) {
      highX = bx;
      highY = by;
    }
    narrowed = true;
    if (lowX * highY - lowY * highX < 0) return;
  }
}
