import { applyAffine, type Affine, type Point } from '../affine.ts';
import { STEPS_PER_PX } from '../partition/assemble.ts';
import type { IntegerPoints } from '../partition/crossing.ts';
import type { Drawing, Smoothing } from '../partition/drafts.ts';
import type { TracedParts } from '../partition/keep-parts.ts';
import type { Chains } from '../partition/place.ts';
import { squaredDistance } from '../partition/segment.ts';
import { OUTSIDE, type Borders } from '../partition/trace.ts';
import type { Arc, Cubic } from '../regions/topology.ts';
import { findCorners } from './corners.ts';
import { createCurvedLinks, type CurvedLinks } from './curved-links.ts';
import { densify } from './dense-border.ts';
import { flatnessAt } from './flatten.ts';
import { createCurveGuard } from './guard-curves.ts';
import { linksOfLostParts, partsInReach } from './guard-parts.ts';
import { linkHandles } from './link-handles.ts';
import { linksOf, STRAIGHT_LEVEL, type Links } from './links.ts';
import { smoothBorder } from './smooth-border.ts';

export interface Smoother {
  /** The chains with their corners pinned, so that simplification keeps them. */
  readonly chains: Chains;
  /**
   * Borders that are free of conflicts as curves whose polygons are, too, with every part kept.
   *
   * @param levelOf how little a chain is smoothed at most: 0 as asked for, `STRAIGHT_LEVEL` not at all
   * @param tolerancePx every traced point stays within this distance
   */
  smooth(drawing: Pick<Drawing, 'keep' | 'tolerances'>, sent: IntegerPoints, levelOf: (chain: number) => number, tolerancePx: number): Arc[];
}

/** Standard deviation of the low pass at smoothing 1, in lattice edges: stairs of any slope are gone. */
const SIGMA = 4;

/** How round links are at a smoothing, from straight to as round as the smoothed border. */
const roundnessAt = (strength: number): number => Math.min(1, 4 * strength);

export function createSmoother(traced: TracedParts, borders: Borders, placement: Affine, { strength, corners: known }: Smoothing): Smoother {
  const { map } = traced;
  const isOnFrame = (k: number): boolean => borders.left[k] === OUTSIDE || borders.right[k] === OUTSIDE;
  const isClosed = (k: number): boolean => borders.from[k]! < 0;
  const dense = Array.from({ length: borders.arcCount }, (_, k) => (isOnFrame(k) ? null : densify(traced.chains, k, isClosed(k))));
  const corners = findCorners(traced.chains, dense, known, map);
  const chains = { ...traced.chains, pinned: traced.chains.pinned.map((flag, p) => flag | corners[p]!) };
  const sigma = SIGMA * Math.sqrt(strength);
  const courses = dense.map((border, k) => {
    if (border === null) return null;
    const flags = corners.subarray(chains.offsets[k], chains.offsets[k + 1]);
    const places = new Set(Array.from(border.at).filter((_, p) => flags[p] === 1));
    return { dense: border, smooth: smoothBorder(border, [...places].sort((a, b) => a - b), sigma) };
  });

  return {
    chains,
    smooth({ keep, tolerances }, sent, levelOf, tolerancePx) {
      const links = linksOf(chains, keep, isClosed);
      const handles = linkHandles(links, courses, chains.offsets, corners, strength);
      const curved = createCurvedLinks(chains, links, courses, handles, corners, roundnessAt(strength), tolerances.map(flatnessAt), sent, placement);
      for (let link = 0; link < links.count; link++) {
        const chain = links.chain[link]!;
        curved.levels[link] = isOnFrame(chain) ? STRAIGHT_LEVEL : levelOf(chain);
      }
      for (let link = 0; link < links.count; link++) curved.redraw(link);
      for (let k = 0; k < chains.count; k++) if (isClosed(k)) keepArea(chains, links, curved, k);

      const weaken = (faulty: Iterable<number>): Set<number> => {
        const changed = new Set<number>();
        for (const link of faulty) {
          if (curved.levels[link] === STRAIGHT_LEVEL) continue;
          curved.levels[link]!++;
          for (const near of [links.before[link]!, link, links.behind[link]!]) if (near >= 0) changed.add(near);
        }
        for (const link of changed) curved.redraw(link);
        return changed;
      };
      if (tolerancePx < Infinity) {
        for (let changed = new Set(Array(links.count).keys()); changed.size > 0; ) {
          changed = weaken([...changed].filter((link) => !staysWithin(chains, links, curved, link, tolerancePx)));
        }
      }
      const guard = createCurveGuard(chains, links, curved, map);
      let changed = new Set(Array(links.count).keys());
      while (changed.size > 0) {
        while (changed.size > 0) changed = weaken(guard.faultyAmong(changed));
        changed = weaken(linksOfLostParts(traced, partsInReach(traced, guard.farthestPx()), links, curved));
      }
      return drawCurves(borders, links, curved, placement);
    },
  };
}

/** Rounds of moving a closed chain sideways by what its area lacks; each leaves a few percent of it. */
const AREA_ROUNDS = 3;

/** A closed chain without ends keeps the area of the traced border. */
function keepArea(chains: Chains, links: Links, curved: CurvedLinks, k: number): void {
  const [start, last] = [chains.offsets[k]!, chains.offsets[k + 1]! - 1];
  const [first, end] = [links.offsets[k]!, links.offsets[k + 1]!];
  if (curved.levels[first] === STRAIGHT_LEVEL) return;
  // About its first point, so that where the chain lies plays no part.
  const [ox, oy] = [chains.xs[start]!, chains.ys[start]!];
  const doubledArea = (xs: Float64Array, ys: Float64Array, from: number, to: number): number => {
    let sum = 0;
    for (let n = from + 1; n < to; n++) sum += (xs[n - 1]! - ox) * (ys[n]! - oy) - (xs[n]! - ox) * (ys[n - 1]! - oy);
    return sum;
  };
  const traced = doubledArea(chains.xs, chains.ys, start, last + 1);
  let px = 0;
  for (let round = 0; round < AREA_ROUNDS; round++) {
    let drawn = 0;
    let length = 0;
    const { xs, ys } = curved.mapPoints();
    for (let link = first; link < end; link++) {
      const stop = curved.first[link]! + curved.length[link]!;
      drawn += doubledArea(xs, ys, curved.first[link]!, stop);
      for (let n = curved.first[link]! + 1; n < stop; n++) length += Math.sqrt((xs[n]! - xs[n - 1]!) ** 2 + (ys[n]! - ys[n - 1]!) ** 2);
    }
    // Closed chains run clockwise: to the right is inward.
    px += (drawn - traced) / 2 / length;
    curved.offset(k, px);
    for (let link = first; link < end; link++) curved.redraw(link);
  }
}

/** Whether the traced points of a link are this near to what is drawn for it. */
function staysWithin(chains: Chains, links: Links, curved: CurvedLinks, link: number, tolerancePx: number): boolean {
  const { xs, ys } = curved.mapPoints();
  for (let p = links.start[link]!; p <= links.end[link]!; p++) {
    let nearest = Infinity;
    for (let n = curved.first[link]!; n + 1 < curved.first[link]! + curved.length[link]!; n++) {
      nearest = Math.min(nearest, squaredDistance(chains.xs[p]!, chains.ys[p]!, xs[n]!, ys[n]!, xs[n + 1]!, ys[n + 1]!));
    }
    if (nearest > tolerancePx * tolerancePx + 1e-9) return false;
  }
  return true;
}

/** Arcs with their curves and the points drawn for these. What two borders share is one point in both. */
function drawCurves({ left, right, arcCount }: Borders, links: Links, curved: CurvedLinks, placement: Affine): Arc[] {
  const { xs, ys, vertices } = curved.points();
  const shared: (Point | undefined)[] = [];
  const pointAt = (n: number): Point => (shared[vertices[n]!] ??= [xs[n]! / STEPS_PER_PX, ys[n]! / STEPS_PER_PX]);
  const placed = (x: number, y: number): Point => {
    const [sentX, sentY] = applyAffine(placement, [x / STEPS_PER_PX, y / STEPS_PER_PX]);
    return [Math.round(sentX * STEPS_PER_PX) / STEPS_PER_PX + 0, Math.round(sentY * STEPS_PER_PX) / STEPS_PER_PX + 0];
  };
  return Array.from({ length: arcCount }, (_, k) => {
    const [first, end] = [links.offsets[k]!, links.offsets[k + 1]!];
    const points: Point[] = [pointAt(curved.first[first]!)];
    const curve: Cubic[] = [];
    let bent = false;
    for (let link = first; link < end; link++) {
      const stop = curved.first[link]! + curved.length[link]!;
      for (let n = curved.first[link]! + 1; n < stop; n++) points.push(pointAt(n));
      const [, , x1, y1, x2, y2] = curved.curve(link);
      curve.push([placed(x1, y1), placed(x2, y2), points.at(-1)!]);
      if (curved.levels[link]! < STRAIGHT_LEVEL) bent = true;
    }
    return { left: left[k]!, right: right[k]!, points, curve: bent ? curve : null };
  });
}
