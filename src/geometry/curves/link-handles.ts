import type { DenseBorder } from './dense-border.ts';
import type { Links } from './links.ts';
import type { Nodes } from './nodes.ts';
import type { SmoothBorder } from './smooth-border.ts';

/** From the start of each link to its first control point, and from its end to the second. Label-map pixels. */
export interface LinkHandles {
  readonly startXs: Float64Array;
  readonly startYs: Float64Array;
  readonly endXs: Float64Array;
  readonly endYs: Float64Array;
}

/** A border with its smoothed course, and where the points of its chain are in it. */
export interface SmoothCourse {
  readonly dense: DenseBorder;
  readonly smooth: SmoothBorder;
}

/** Two links meet without a corner where none of both is bent by more than this for it, in pixels, at smoothing 1. */
const BEND_PX = 1;

/**
 * Handles with which each link's curve has the area and the first moment under its chord that the smoothed border has,
 * turned to a common direction where two links meet and none has to give way by more than a pixel for it. The longer
 * link gives way less.
 *
 * @param courses by chain, null for borders that stay straight
 */
export function linkHandles(
  links: Links, courses: readonly (SmoothCourse | null)[], nodes: Nodes, strength: number,
): LinkHandles {
  const { count, chain, start, end, before } = links;
  const zeros = (): Float64Array => new Float64Array(count);
  const handles = { startXs: zeros(), startYs: zeros(), endXs: zeros(), endYs: zeros() };
  const { startXs, startYs, endXs, endYs } = handles;
  const lengths = zeros();
  for (let link = 0; link < count; link++) {
    const course = courses[chain[link]!]!;
    if (course === null) continue;
    const { dx, dy, n0, n1 } = fitLink(course, nodes.at[start[link]!]!, nodes.at[end[link]!]!);
    const length = Math.sqrt(dx * dx + dy * dy);
    lengths[link] = length;
    if (length < 1e-6) continue;
    startXs[link] = dx / 3 - (n0 * dy) / length;
    startYs[link] = dy / 3 + (n0 * dx) / length;
    endXs[link] = -dx / 3 - (n1 * dy) / length;
    endYs[link] = -dy / 3 + (n1 * dx) / length;
  }
  for (let link = 0; link < count; link++) {
    const previous = before[link]!;
    if (previous < 0 || courses[chain[link]!] === null || nodes.corner[start[link]!] === 1) continue;
    const ahead = Math.sqrt(startXs[link]! ** 2 + startYs[link]! ** 2);
    const back = Math.sqrt(endXs[previous]! ** 2 + endYs[previous]! ** 2);
    // The longer, the better known: a direction counts by its link's length, and its handle once more.
    let x = lengths[link]! * startXs[link]! - lengths[previous]! * endXs[previous]!;
    let y = lengths[link]! * startYs[link]! - lengths[previous]! * endYs[previous]!;
    const length = Math.sqrt(x * x + y * y);
    if (!(length > 1e-9) || ahead === 0 || back === 0) continue;
    x /= length;
    y /= length;
    // A curve goes four ninths as far as one of its control points.
    const givenAhead = Math.hypot(x * ahead - startXs[link]!, y * ahead - startYs[link]!) * (4 / 9);
    const givenBack = Math.hypot(x * back + endXs[previous]!, y * back + endYs[previous]!) * (4 / 9);
    if (Math.max(givenAhead, givenBack) > BEND_PX * strength) continue;
    startXs[link] = x * ahead;
    startYs[link] = y * ahead;
    endXs[previous] = -x * back;
    endYs[previous] = -y * back;
  }
  return handles;
}

/**
 * The chord from dense point p to q after smoothing, and how far right of it the control points at its thirds lie. With
 * y(t) = 3 t (1 - t)^2 n0 + 3 t^2 (1 - t) n1 the area under a chord of length 1 is (n0 + n1) / 4 and its first moment
 * n0 / 10 + 3 n1 / 20.
 */
function fitLink({ dense, smooth }: SmoothCourse, p: number, q: number): { dx: number; dy: number; n0: number; n1: number } {
  const { xs, ys } = dense;
  const { moveXs, moveYs } = smooth;
  const count = xs.length;
  const x = (i: number): number => xs[i]! - xs[p]! + (moveXs[i]! - moveXs[p]!);
  const y = (i: number): number => ys[i]! - ys[p]! + (moveYs[i]! - moveYs[p]!);
  const [dx, dy] = [x(q), y(q)];
  const squaredLength = dx * dx + dy * dy;
  if (squaredLength < 1e-12) return { dx, dy, n0: 0, n1: 0 };
  let area = 0;
  let moment = 0;
  let [along, aside] = [0, 0];
  for (let i = p; i !== q; ) {
    i = i + 1 < count ? i + 1 : 0;
    const nextAlong = (x(i) * dx + y(i) * dy) / squaredLength;
    const nextAside = (y(i) * dx - x(i) * dy) / squaredLength;
    const step = nextAlong - along;
    area += (step * (aside + nextAside)) / 2;
    moment += (step * (along * (2 * aside + nextAside) + nextAlong * (aside + 2 * nextAside))) / 6;
    [along, aside] = [nextAlong, nextAside];
  }
  const length = Math.sqrt(squaredLength);
  return { dx, dy, n0: (12 * area - 20 * moment) * length, n1: (20 * moment - 8 * area) * length };
}
