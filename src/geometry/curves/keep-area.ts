import { STEPS_PER_PX } from '../plane/steps.ts';
import type { Chains } from '../lattice/place.ts';
import type { CurvedLinks } from './curved-links.ts';
import { STRAIGHT_LEVEL, type Links } from './links.ts';

/** A loop is moved sideways until its area is off by no more than this share; the secant method takes a round or two. */
const AIM = 0.0005;
const ROUNDS = 6;
/** Coordinates are rounded, so the smallest islands come no nearer than this. */
const ACCEPTED = 0.005;
/** Whatever needs more is not moved but deformed. */
const MAX_ASIDE_PX = 1;

/**
 * Gives a chain that ends where it starts the area of its traced border again, whatever levels its links have. Areas have
 * the sign of the direction; to the right they get less in both.
 *
 * @returns whether it has it, or is drawn straight
 */
export function keepArea(chains: Chains, links: Links, curved: CurvedLinks, k: number): boolean {
  const [first, end] = [links.offsets[k]!, links.offsets[k + 1]!];
  if (curved.levels.subarray(first, end).every((level) => level === STRAIGHT_LEVEL)) return true;
  const traced = tracedArea(chains, k);
  let px = curved.offsetOf(k);
  let { area, length } = measure(chains, links, curved, k);
  let slope = -length;
  for (let round = 0; round < ROUNDS && Math.abs(area - traced) > AIM * Math.abs(traced); round++) {
    const next = px - (area - traced) / slope;
    if (!(Math.abs(next) <= MAX_ASIDE_PX)) return false;
    curved.offset(k, next);
    const moved = measure(chains, links, curved, k);
    if (moved.area === area) break;
    slope = (moved.area - area) / (next - px);
    [px, area] = [next, moved.area];
  }
  return Math.abs(area - traced) <= ACCEPTED * Math.abs(traced);
}

/** Positive where the chain runs clockwise. */
function tracedArea({ offsets, xs, ys }: Chains, k: number): number {
  const start = offsets[k]!;
  const [ox, oy] = [xs[start]!, ys[start]!];
  let doubled = 0;
  for (let p = start + 1; p < offsets[k + 1]!; p++) doubled += (xs[p - 1]! - ox) * (ys[p]! - oy) - (xs[p]! - ox) * (ys[p - 1]! - oy);
  return doubled / 2;
}

/** Of the polygon that would be drawn, about the chain's first point, so that where it lies plays no part. */
function measure({ offsets, xs, ys }: Chains, links: Links, curved: CurvedLinks, k: number): { area: number; length: number } {
  const [ox, oy] = [xs[offsets[k]!]! * STEPS_PER_PX, ys[offsets[k]!]! * STEPS_PER_PX];
  let doubled = 0;
  let length = 0;
  let [fromX, fromY] = [NaN, NaN];
  for (let link = links.offsets[k]!; link < links.offsets[k + 1]!; link++) {
    fromX = NaN;
    curved.trace(link, (stepX, stepY) => {
      const [x, y] = [(stepX - ox) / STEPS_PER_PX, (stepY - oy) / STEPS_PER_PX];
      if (!Number.isNaN(fromX)) {
        doubled += fromX * y - x * fromY;
        length += Math.sqrt((x - fromX) ** 2 + (y - fromY) ** 2);
      }
      [fromX, fromY] = [x, y];
    });
  }
  return { area: doubled / 2, length };
}
