import type { Affine, Point } from '../plane/affine.ts';
import { assembleRegions, assembleTopology, drawArcs, sentPoints } from '../borders/assemble.ts';
import type { Exact } from '../certificate/certify.ts';
import { nestRings, walkRings } from '../lattice/faces.ts';
import { guardChains } from '../borders/guard.ts';
import { keepParts, measureRings } from '../borders/keep-parts.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { placeBorders } from '../lattice/place.ts';
import type { Region } from '../plane/region.ts';
import type { Arc, Topology } from '../plane/topology.ts';
import { createSmoother } from '../curves/smooth-chains.ts';
import { LOSSLESS_PX, simplifyChain, type Limit } from '../borders/simplify.ts';
import { traceBorders } from '../lattice/trace.ts';

/** Regions as they would be sent, in the frame of the answer, and the borders they were put together from. */
export interface Drawing {
  readonly regions: Region[];
  /** In the order of the chains. */
  readonly arcs: readonly Arc[];
  /** One flag for each point of the chains. */
  readonly keep: Uint8Array;
  /** By chain, in label-map pixels. */
  readonly tolerances: Float64Array;
  /** The regions before smoothing; null where nothing was smoothed. */
  readonly unsmoothed: Region[] | null;
}

/** What smoothing is asked for, and where. */
export interface Smoothing {
  /** Above 0, at most 1. */
  readonly strength: number;
  /** Places, in label-map pixels, near which a border has a corner that stays. */
  readonly corners: readonly Point[];
}

/** One label map, traced once and simplified as often as it takes. */
export interface Drafts extends Exact {
  /** Whether smoothing is asked for. */
  readonly smooths: boolean;
  /**
   * Draws under these limits by chain: guarded, every part and hole kept. Chains whose limit is the same object as in
   * the draft before are not solved again.
   */
  draw(limits: readonly Limit[]): Drawing;
  /**
   * The drawing with its borders as curves, as smooth as was asked for.
   *
   * @param levelOf how much less smooth the border of a chain is: 0 not at all, `STRAIGHT_LEVEL` straight
   * @param tolerancePx how far from the drawn border a traced point may lie, where the drawing keeps to that
   */
  smooth(drawing: Drawing, levelOf?: (chain: number) => number, tolerancePx?: number): Drawing;
  topology(drawing: Drawing): Topology;
}

/** @param smoothing null to draw straight from point to point */
export function createDrafts(map: LabelMap, placement: Affine, smoothing: Smoothing | null): Drafts {
  const borders = traceBorders(map);
  const rings = walkRings(borders);
  const faces = nestRings(borders, rings);
  const chains = placeBorders(borders);
  const parts = { map, rings, faces, chains, ringLengths: measureRings(rings, chains) };
  const smoother = smoothing && createSmoother(parts, borders, placement, smoothing);
  const sent = sentPoints(chains, placement);
  const simplified = new Uint8Array(chains.xs.length);
  const solved: Limit[] = [];
  const tolerances = new Float64Array(chains.count);

  return {
    map,
    smooths: smoother !== null,
    borders,
    chains,
    faces,
    draw(limits) {
      for (let k = 0; k < chains.count; k++) {
        const limit = limits[k]!;
        if (solved[k] === limit) continue;
        solved[k] = limit;
        tolerances[k] = limit.corridor.kind === 'distance' ? limit.corridor.px : LOSSLESS_PX;
        simplifyChain(chains, simplified, k, limit);
      }
      const keep = simplified.slice();
      keepParts(parts, keep, tolerances);
      do guardChains(chains, keep, sent, tolerances, map);
      while (keepParts(parts, keep, tolerances));
      const arcs = drawArcs(borders, chains, keep, sent);
      return { regions: assembleRegions(faces, rings, arcs), arcs, keep, tolerances: tolerances.slice(), unsmoothed: null };
    },
    smooth(drawing, levelOf = () => 0, tolerancePx = Infinity) {
      if (smoother === null) return drawing;
      const arcs = smoother.smooth(drawing, sent, levelOf, tolerancePx);
      return { ...drawing, regions: assembleRegions(faces, rings, arcs), arcs, unsmoothed: drawing.regions };
    },
    topology: ({ arcs }) => assembleTopology(faces, rings, arcs),
  };
}
