import type { Chains } from '../lattice/place.ts';

/** The point of a chain between i and j that is farthest from the segment from i to j. */
export interface Farthest {
  readonly squaredDistance: number;
  /** -1 where nothing lies between. */
  readonly index: number;
  /** A second one, equally far and equally near the middle; else the same. */
  readonly twin: number;
}

/** Restores the farthest point between two kept ones and what the tolerance then asks for: a new end moves the segment. */
export function restoreFarthest(chains: Chains, keep: Uint8Array, i: number, j: number, tolerancePx: number): void {
  const spans = split(keep, i, j, farthestFrom(chains, i, j));
  for (let s = 0; s < spans.length; s += 2) keepWithin(chains, keep, spans[s]!, spans[s + 1]!, tolerancePx);
}

/** Ties go to the point nearest the middle of the span, and to both where two are: no direction is preferred. */
export function farthestFrom({ xs, ys }: Chains, i: number, j: number): Farthest {
  const [ax, ay, bx, by] = [xs[i]!, ys[i]!, xs[j]!, ys[j]!];
  const dx = bx - ax;
  const dy = by - ay;
  const squaredLength = dx * dx + dy * dy;
  let squaredDistance = -1;
  let index = -1;
  let twin = -1;
  for (let k = i + 1; k < j; k++) {
    const px = xs[k]! - ax;
    const py = ys[k]! - ay;
    const along = px * dx + py * dy;
    let distance: number;
    if (along <= 0) distance = px * px + py * py;
    else if (along >= squaredLength) distance = (xs[k]! - bx) ** 2 + (ys[k]! - by) ** 2;
    else distance = (dx * py - dy * px) ** 2 / squaredLength;
    if (distance < squaredDistance) continue;
    if (distance > squaredDistance) {
      squaredDistance = distance;
      index = k;
      twin = k;
      continue;
    }
    const offCentre = Math.abs(2 * k - i - j);
    const best = Math.abs(2 * index - i - j);
    if (offCentre < best) {
      index = k;
      twin = k;
    } else if (offCentre === best) {
      twin = k;
    }
  }
  return { squaredDistance, index, twin };
}

/** Keeps what it takes to stay within the tolerance between two kept points, as Douglas and Peucker do (Cartographica 10, 1973). */
function keepWithin(chains: Chains, keep: Uint8Array, i: number, j: number, tolerancePx: number): void {
  const stack = [i, j];
  while (stack.length > 0) {
    const end = stack.pop()!;
    const start = stack.pop()!;
    const farthest = farthestFrom(chains, start, end);
    if (farthest.squaredDistance > tolerancePx * tolerancePx) stack.push(...split(keep, start, end, farthest));
  }
}

/** Pairs of ends of the spans that are left. */
function split(keep: Uint8Array, start: number, end: number, { index, twin }: Farthest): number[] {
  if (index < 0) return [];
  keep[index] = 1;
  keep[twin] = 1;
  return twin > index ? [start, index, index, twin, twin, end] : [start, index, index, end];
}
