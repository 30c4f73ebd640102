import { canonicalSpan } from './canonical-span.ts';
import { fewestLinks, type Corridor } from './fewest-links.ts';
import type { Chains } from '../lattice/place.ts';
import { farthestFrom, restoreFarthest } from './restore.ts';

/** What a chain may lose. */
export interface Limit {
  readonly corridor: Corridor;
  /** What a cubic pixel of squared distance, integrated along the border, costs in links: see `fewestLinks`. */
  readonly weight: number;
}

/** Which points of all chains are kept. */
export interface SimplifiedChains {
  /** One flag for each point of the chains. */
  readonly keep: Uint8Array;
  /** What was kept to, by chain, in label-map pixels. */
  readonly tolerances: Float64Array;
}

/** A distance within which every border keeps all pixels on their sides: their centres are at least 0.3535 px away. */
export const LOSSLESS_PX = 0.35;

/** Chooses anew which points of one chain to keep: as few as fit, and the same ones wherever and however it lies. */
export function simplifyChain(chains: Chains, keep: Uint8Array, chain: number, limit: Limit): void {
  const { offsets, pinned } = chains;
  const end = offsets[chain + 1]!;
  let i = offsets[chain]!;
  keep.set(pinned.subarray(i, end), i);
  for (let j = i + 1; j < end; j++) {
    if (pinned[j] === 0) continue;
    if (j > i + 1) {
      keepSpan(chains, keep, i, j, limit);
      keepWhatFits(chains, keep, i, j, limit.corridor);
    }
    i = j;
  }
}

function keepSpan({ xs, ys }: Chains, keep: Uint8Array, start: number, end: number, { corridor, weight }: Limit): void {
  const span = canonicalSpan(xs, ys, start, end);
  const kept = fewestLinks(span, corridor, weight);
  const mirrored = kept.toReversed();
  // Where both ends look the same, neither is preferred: points kept from one end are kept from the other, too.
  for (let n = 0; n <= span.last; n++) {
    if ((span.symmetric && mirrored[n] === 1) || (span.reversed ? mirrored[n] : kept[n]) === 1) keep[start + n] = 1;
  }
}

/** Links are found by directions. One that the border overshoots at its ends can still leave the corridor. */
function keepWhatFits(chains: Chains, keep: Uint8Array, start: number, end: number, corridor: Corridor): void {
  const px = corridor.kind === 'distance' ? corridor.px : LOSSLESS_PX;
  let i = start;
  for (let j = start + 1; j <= end; j++) {
    if (keep[j] === 0) continue;
    const fits = corridor.kind === 'distance'
      ? farthestFrom(chains, i, j).squaredDistance <= px * px + 1e-9
      : passesAllGates(chains, i, j);
    if (!fits) restoreFarthest(chains, keep, i, j, px);
    i = j;
  }
}

function passesAllGates({ xs, ys }: Chains, i: number, j: number): boolean {
  const [ax, ay, bx, by] = [xs[i]!, ys[i]!, xs[j]!, ys[j]!];
  for (let p = i + 1; p < j; p++) {
    const [x, y] = [xs[p]!, ys[p]!];
    // On a column of the lattice the pixels on both sides are neighbours along x.
    const across = Number.isInteger(x);
    const t = across ? (y - ay) / (by - ay) : (x - ax) / (bx - ax);
    const off = across ? ax + t * (bx - ax) - x : ay + t * (by - ay) - y;
    if (!(t >= 0 && t <= 1 && Math.abs(off) < 0.495)) return false;
  }
  return true;
}
