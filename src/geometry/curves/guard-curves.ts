import type { Size } from '../plane/affine.ts';
import type { Chains } from '../lattice/place.ts';
import { squaredDistance } from '../plane/segment.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';
import type { CurvedLinks } from './curved-links.ts';
import { drawnMeet, isStraight, lensHolds, meetsStraight } from './drawn-links.ts';
import { STRAIGHT_LEVEL, type Links } from './links.ts';

/** Finds links that smoothing must not bend as far as it does. */
export interface CurveGuard {
  /** Of these links, which have been drawn anew, and of those near them. */
  faultyAmong(changed: Iterable<number>): Set<number>;
  /** The greatest distance between a straight link and what was drawn for it so far. */
  farthestPx(): number;
}

/**
 * Straight links, which are free of conflicts, and the polygons drawn for curves enclose *lenses*. Where no drawn segment
 * meets another drawn one, nor a straight link of another chain, and no lens holds a point of another chain, straight or
 * drawn, the chains can be bent one after the other without ever meeting: the regions, parts and holes are the same. (Two
 * simple lines between the same ends, with nothing between them, can be moved to one another: Epstein, Acta Mathematica
 * 115, 1966.) A link at the last level is straight and cannot be at fault, so making faulty ones less smooth ends.
 *
 * Decided by exact signs on the points as they will be sent.
 */
export function createCurveGuard(chains: Chains, links: Links, curved: CurvedLinks, { width, height }: Size): CurveGuard {
  const { chain, start, end } = links;
  const { first, length } = curved;
  const reaches = new Float64Array(links.count).fill(-1);
  const cell = Math.min(32, Math.max(2, Math.sqrt((width * height) / (2 * links.count + 1))));
  const grid = createSegmentGrid(width, height, cell);

  /** Greatest distance of a drawn point from the straight link; rounding to sent coordinates moves points a little, too. */
  const reachOf = (link: number): number => {
    const { xs, ys } = curved.mapPoints();
    const [p, q] = [start[link]!, end[link]!];
    let farthest = 0;
    for (let n = first[link]!; n < first[link]! + length[link]!; n++) {
      farthest = Math.max(farthest, squaredDistance(xs[n]!, ys[n]!, chains.xs[p]!, chains.ys[p]!, chains.xs[q]!, chains.ys[q]!));
    }
    return Math.sqrt(farthest) + 0.01;
  };

  const enter = (link: number): void => {
    const reach = reachOf(link);
    if (reach <= reaches[link]!) return;
    reaches[link] = reach;
    const [p, q] = [start[link]!, end[link]!];
    grid.insert(link, chains.xs[p]!, chains.ys[p]!, chains.xs[q]!, chains.ys[q]!, reach);
  };

  return {
    farthestPx: () => reaches.reduce((most, reach) => Math.max(most, reach), 0),
    faultyAmong(changed) {
      const drawn = { links, curved, points: curved.points() };
      const fresh = new Set(changed);
      for (const link of fresh) enter(link);
      const faulty = new Set<number>();
      for (const a of fresh) {
        const aStraight = isStraight(drawn, a);
        if (!aStraight && drawnMeet(drawn, a, a)) faulty.add(a);
        const [p, q] = [start[a]!, end[a]!];
        grid.near(chains.xs[p]!, chains.ys[p]!, chains.xs[q]!, chains.ys[q]!, reaches[a]!, (b) => {
          if (b === a || (fresh.has(b) && b < a)) return;
          const bStraight = isStraight(drawn, b);
          if (aStraight && bStraight) return;
          if (drawnMeet(drawn, a, b)) {
            faulty.add(a);
            faulty.add(b);
          }
          if (chain[a] === chain[b]) return;
          if (!aStraight && (meetsStraight(drawn, a, b) || lensHolds(drawn, a, b))) faulty.add(a);
          if (!bStraight && (meetsStraight(drawn, b, a) || lensHolds(drawn, b, a))) faulty.add(b);
        });
      }
      for (const link of faulty) if (curved.levels[link] === STRAIGHT_LEVEL) faulty.delete(link);
      return faulty;
    },
  };
}
