import type { CanonicalSpan } from './canonical-span.ts';
import { isEmptyCone, isInCone, narrowCone, viewCircle, viewGate } from './cone.ts';
import { momentsAlong, squaredDistances } from './link-distances.ts';

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
  const moments = momentsAlong(span);
  const lossless = corridor.kind === 'lossless';
  const radius = lossless ? HALF_GATE_PX : corridor.px;

  const cost = new Float64Array(last + 1).fill(Infinity);
  const previous = new Int32Array(last + 1);
  const cone = new Float64Array(4);
  const view = new Float64Array(4);
  cost[0] = 0;
  for (let i = 0; i < last; i++) {
    const oneMore = cost[i]! + 1;
    // Whatever leaves from here takes one link at least.
    if (oneMore >= cost[last]!) continue;
    let narrowed = false;
    let farthest = 0;
    for (let j = i + 1, end = Math.min(last, i + LONGEST_LINK); j <= end; j++) {
      const x = xs[j]! - xs[i]!;
      const y = ys[j]! - ys[i]!;
      const distance = Math.sqrt(x * x + y * y);
      if (oneMore < cost[j]!) {
        const inside = !narrowed || isInCone(cone, x, y);
        if (j === i + 1 || (inside && distance >= farthest - radius)) {
          const total = oneMore + (weight > 0 && j > i + 1 ? weight * squaredDistances(moments, xs, ys, i, j) : 0);
          if (total < cost[j]!) {
            cost[j] = total;
            previous[j] = i;
          }
        }
      }
      if (distance > farthest) farthest = distance;

      if (lossless) {
        if (!viewGate(view, x, y, across[j] === 1, radius)) break;
      } else {
        if (distance <= radius) continue;
        viewCircle(view, x, y, distance, radius);
      }
      narrowCone(cone, view, narrowed);
      narrowed = true;
      if (isEmptyCone(cone)) break;
    }
  }
  for (let j = previous[last]!; j > 0; j = previous[j]!) kept[j] = 1;
  return kept;
}
