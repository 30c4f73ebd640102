import type { Affine } from '../plane/affine.ts';
import { findDoubtfulPixels } from './doubtful-pixels.ts';
import type { Draft, Drafts } from './drafts.ts';
import { measureFidelity } from '../certificate/fidelity.ts';
import { GeometryError } from '../geometry-error.ts';
import { createLimits, FINEST_LEVEL, levelWithin, LOSSLESS_LEVEL } from './level.ts';
import { sizesOf } from './region-size.ts';
import { readPolygons, type SentPolygons } from '../certificate/sent-polygons.ts';

interface Candidate {
  readonly levels: ReadonlyMap<number, number>;
  readonly draft: Draft;
  readonly polygons: SentPolygons;
  readonly points: number;
}

/**
 * Draws as finely as a number of distinct points allows. Small regions are drawn more finely than large ones, since a
 * pixel is a larger share of them; what is left goes to the regions that are worst off.
 *
 * @throws GeometryError `invalid_option` if even the coarsest drawing that keeps all parts has more points
 */
export function fitPoints(drafts: Drafts, placement: Affine, max: number, smooth = true): Draft {
  const { map, borders } = drafts.traced;
  const limitsAt = createLimits(borders);
  const sizes = sizesOf(drafts.traced);
  const largest = [...sizes.values()].reduce((most, { pixels }) => Math.max(most, pixels), 0);
  const drawAt = (levels: ReadonlyMap<number, number>): Candidate => {
    const straight = drafts.draw(limitsAt((label) => levels.get(label)!));
    const draft = smooth ? drafts.smooth(straight) : straight;
    const polygons = readPolygons(draft.regions, placement);
    return { levels, draft, polygons, points: polygons.mapXs.length };
  };
  const drawAllAt = (level: number): Candidate =>
    drawAt(new Map(Array.from(sizes, ([label, { pixels }]) => {
      const finer = Math.round(Math.log2(largest / pixels) / 2);
      return [label, Math.max(Math.min(level, LOSSLESS_LEVEL), level - finer)];
    })));

  // Points fall with the level, if not at every step; what counts is a drawing that was made and fits.
  let best: Candidate | null = null;
  let fewest = Infinity;
  let low = FINEST_LEVEL;
  let high = levelWithin(Math.hypot(map.width, map.height));
  // The coarser, the more links there are to weigh: from fine to coarse in growing strides, then between the last two.
  for (let level = levelWithin(1), stride = 2; low <= high; stride *= 2) {
    const candidate = drawAllAt(level);
    fewest = Math.min(fewest, candidate.points);
    if (candidate.points <= max) {
      if (best === null || candidate.points >= best.points) best = candidate;
      high = level - 1;
    } else {
      low = level + 1;
    }
    level = best === null ? Math.min(high, level + stride) : (low + high) >> 1;
  }
  // Curves are drawn in more points than they have ends. What they cannot be drawn in, straight lines may be.
  if (best === null && smooth && drafts.smooths) return fitPoints(drafts, placement, max, false);
  if (best === null) {
    // Where borders lie so close that coarse ones have to be restored, lossless ones can be the cheapest.
    const lossless = drawAt(new Map(Array.from(sizes.keys(), (label) => [label, LOSSLESS_LEVEL])));
    if (lossless.points <= max) return lossless.draft;
    fewest = Math.min(fewest, lossless.points);
    throw new GeometryError('invalid_option', `The contours of this label map take ${fewest} points or more.`);
  }
  return spendRest(best, max, drafts, drawAt);
}

/** Draws the worst region one level finer, again and again, each only as long as it fits. */
function spendRest(start: Candidate, max: number, { traced: { map, parts } }: Drafts, drawAt: (levels: ReadonlyMap<number, number>) => Candidate): Draft {
  let best = start;
  const done = new Set<number>();
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const open = [...measureFidelity(best.polygons, map, parts, findDoubtfulPixels(best.polygons, map))].filter(
      ([label, { iou }]) => iou < 1 && !done.has(label) && best.levels.get(label)! > LOSSLESS_LEVEL,
    );
    if (open.length === 0) break;
    const worst = open.reduce((least, [, { iou }]) => Math.min(least, iou), 1);
    const labels = open.filter(([, { iou }]) => iou === worst).map(([label]) => label);
    const finer = drawAt(new Map([...best.levels, ...labels.map((label) => [label, best.levels.get(label)! - 1] as const)]));
    if (finer.points <= max) best = finer;
    else for (const label of labels) done.add(label);
  }
  return best.draft;
}

/** Enough for a face's regions; a map with hundreds of labels is close to its budget without. */
const MAX_TRIES = 24;
