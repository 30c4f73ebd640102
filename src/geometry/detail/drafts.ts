import type { Affine } from '../plane/affine.ts';
import { assembleRegions, drawArcs, sentPoints } from '../borders/assemble.ts';
import { guardChains } from '../borders/guard.ts';
import { keepParts } from '../borders/keep-parts.ts';
import { LOSSLESS_PX, simplifyChain, type Limit, type SimplifiedChains } from '../borders/simplify.ts';
import { createSmoother, type Smoothing } from '../curves/smooth-chains.ts';
import type { TracedMap } from '../lattice/traced-map.ts';
import type { Region } from '../plane/region.ts';
import type { Arc } from '../plane/topology.ts';

/** Regions as they would be sent, in the frame of the answer, and the borders they were put together from. */
export interface Draft extends SimplifiedChains {
  readonly regions: Region[];
  /** In the order of the chains. */
  readonly arcs: readonly Arc[];
  /** The regions before smoothing; null where nothing was smoothed. */
  readonly unsmoothed: Region[] | null;
}

/** One label map, simplified as often as it takes. */
export interface Drafts {
  readonly traced: TracedMap;
  /** Whether smoothing is asked for. */
  readonly smooths: boolean;
  /**
   * Draws under these limits by chain: guarded, every part and hole kept. Chains whose limit is the same object as in
   * the draft before are not solved again.
   */
  draw(limits: readonly Limit[]): Draft;
  /**
   * The draft with its borders as curves, as smooth as was asked for.
   *
   * @param levelOf how much less smooth the border of a chain is: 0 not at all, `STRAIGHT_LEVEL` straight
   * @param tolerancePx how far from the drawn border a traced point may lie, where the draft keeps to that
   */
  smooth(draft: Draft, levelOf?: (chain: number) => number, tolerancePx?: number): Draft;
}

/** @param smoothing null to draw straight from point to point */
export function createDrafts(traced: TracedMap, placement: Affine, smoothing: Smoothing | null): Drafts {
  const { map, borders, rings, parts, chains } = traced;
  const smoother = smoothing && createSmoother(traced, placement, smoothing);
  const sent = sentPoints(chains, placement);
  const simplified = new Uint8Array(chains.xs.length);
  const solved: Limit[] = [];
  const tolerances = new Float64Array(chains.count);

  return {
    traced,
    smooths: smoother !== null,
    draw(limits) {
      for (let k = 0; k < chains.count; k++) {
        const limit = limits[k]!;
        if (solved[k] === limit) continue;
        solved[k] = limit;
        tolerances[k] = limit.corridor.kind === 'distance' ? limit.corridor.px : LOSSLESS_PX;
        simplifyChain(chains, simplified, k, limit);
      }
      const keep = simplified.slice();
      keepParts(traced, keep, tolerances);
      do guardChains(chains, keep, sent, tolerances, map);
      while (keepParts(traced, keep, tolerances));
      const arcs = drawArcs(borders, chains, keep, sent);
      return { regions: assembleRegions(parts, rings, arcs), arcs, keep, tolerances: tolerances.slice(), unsmoothed: null };
    },
    smooth(draft, levelOf = () => 0, tolerancePx = Infinity) {
      if (smoother === null) return draft;
      const arcs = smoother.smooth(draft, sent, levelOf, tolerancePx);
      return { ...draft, regions: assembleRegions(parts, rings, arcs), arcs, unsmoothed: draft.regions };
    },
  };
}
