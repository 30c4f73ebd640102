import { applyAffine, type Affine, type Point } from '../plane/affine.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import type { SimplifiedChains } from '../borders/simplify.ts';
import type { Chains } from '../lattice/place.ts';
import type { TracedMap } from '../lattice/traced-map.ts';
import { squaredDistance } from '../plane/segment.ts';
import { OUTSIDE, type Borders } from '../lattice/trace.ts';
import type { Arc, Cubic } from '../plane/topology.ts';
import { findCorners } from './corners.ts';
import { createCurvedLinks, type CurvedLinks } from './curved-links.ts';
import { densify } from './dense-border.ts';
import { flatnessAt } from './flatten.ts';
import { createCurveGuard } from './guard-curves.ts';
import { linksOfLostParts, partsInReach } from './guard-parts.ts';
import { linkHandles } from './link-handles.ts';
import { linksOf, STRAIGHT_LEVEL, type Links } from './links.ts';
import { placeNodes } from './nodes.ts';
import { smoothBorder } from './smooth-border.ts';
import { createWeakening } from './weaken-links.ts';

/** What smoothing is asked for, and where. */
export interface Smoothing {
  /** Above 0, at most 1. */
  readonly strength: number;
  /** Places, in label-map pixels, near which a border has a corner that stays. */
  readonly corners: readonly Point[];
}

export interface Smoother {
  /**
   * Borders that are free of conflicts as curves whose polygons are, too, with every part kept.
   *
   * @param levelOf how little a chain is smoothed at most: 0 as asked for, `STRAIGHT_LEVEL` not at all
   * @param tolerancePx every traced point stays within this distance
   */
  smooth(simplified: SimplifiedChains, sent: IntegerPoints, levelOf: (chain: number) => number, tolerancePx: number): Arc[];
}

/** Standard deviation of the low pass at smoothing 1, in lattice edges: stairs of any slope are gone. */
const SIGMA = 4;

/** How round links are at a smoothing, from straight to as round as the smoothed border. */
const roundnessAt = (strength: number): number => Math.min(1, 4 * strength);

export function createSmoother(traced: TracedMap, placement: Affine, { strength, corners: known }: Smoothing): Smoother {
  const { map, borders, chains } = traced;
  const isOnFrame = (k: number): boolean => borders.left[k] === OUTSIDE || borders.right[k] === OUTSIDE;
  const isClosed = (k: number): boolean => borders.from[k]! < 0;
  /** Closed without junctions, or from one junction back to it. */
  const isLoop = (k: number): boolean => borders.from[k] === borders.to[k];
  const dense = Array.from({ length: borders.arcCount }, (_, k) => (isOnFrame(k) ? null : densify(chains, k, isClosed(k))));
  const corners = findCorners(chains, dense, known, map);
  const sigma = SIGMA * Math.sqrt(strength);
  const courses = dense.map((border, k) => {
    if (border === null) return null;
    const flags = corners.subarray(chains.offsets[k], chains.offsets[k + 1]);
    const places = new Set(Array.from(border.at).filter((_, p) => flags[p] === 1));
    return { dense: border, smooth: smoothBorder(border, [...places].sort((a, b) => a - b), sigma) };
  });

  return {
    smooth({ keep, tolerances }, sent, levelOf, tolerancePx) {
      const links = linksOf(chains, keep, isClosed);
      const nodes = placeNodes(chains, keep, dense, corners);
      const handles = linkHandles(links, courses, nodes, strength);
      const curved = createCurvedLinks(chains, links, courses, handles, nodes, roundnessAt(strength), tolerances.map(flatnessAt), sent, placement);
      for (let link = 0; link < links.count; link++) {
        const chain = links.chain[link]!;
        curved.levels[link] = isOnFrame(chain) ? STRAIGHT_LEVEL : levelOf(chain);
      }
      const { settle, weaken } = createWeakening(chains, links, curved, isLoop);
      for (let k = 0; k < chains.count; k++) if (isLoop(k)) settle(k);
      for (let link = 0; link < links.count; link++) curved.redraw(link);
      const guard = createCurveGuard(chains, links, curved, map);
      const unguarded = new Set<number>();
      const faultsAmong = (changed: ReadonlySet<number>): Iterable<number> => {
        for (const link of changed) unguarded.add(link);
        const tooFar = [...changed].filter((link) => curved.levels[link] !== STRAIGHT_LEVEL && !staysWithin(chains, links, curved, link, tolerancePx));
        // What is too far off is drawn anew, and guarded then.
        if (tooFar.length > 0) return tooFar;
        const faulty = guard.faultyAmong(unguarded);
        unguarded.clear();
        return faulty;
      };
      let changed = new Set(Array(links.count).keys());
      while (changed.size > 0) {
        while (changed.size > 0) changed = weaken(faultsAmong(changed));
        changed = weaken(linksOfLostParts(traced, partsInReach(traced, guard.farthestPx()), links, curved));
      }
      return drawCurves(borders, links, curved, placement);
    },
  };
}

/** Whether the traced points of a link are this near to what is drawn for it, or for its neighbours: nodes go along the border. */
function staysWithin(chains: Chains, links: Links, curved: CurvedLinks, link: number, tolerancePx: number): boolean {
  if (tolerancePx === Infinity) return true;
  const { xs, ys } = curved.mapPoints();
  const near = [links.before[link]!, link, links.behind[link]!].filter((other) => other >= 0);
  for (let p = links.start[link]!; p <= links.end[link]!; p++) {
    let nearest = Infinity;
    for (const other of near) {
      for (let n = curved.first[other]!; n + 1 < curved.first[other]! + curved.length[other]!; n++) {
        nearest = Math.min(nearest, squaredDistance(chains.xs[p]!, chains.ys[p]!, xs[n]!, ys[n]!, xs[n + 1]!, ys[n + 1]!));
      }
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
