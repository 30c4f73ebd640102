import type { Affine } from '../affine.ts';
import { assembleRegions, assembleTopology, drawArcs, sentPoints } from './assemble.ts';
import type { Exact } from '../certificate/certify.ts';
import { nestRings, walkRings } from './faces.ts';
import { guardChains } from './guard.ts';
import { keepParts, measureRings } from './keep-parts.ts';
import type { LabelMap } from '../label-map.ts';
import { placeBorders } from './place.ts';
import type { Region } from '../regions/region.ts';
import type { Arc, Topology } from '../regions/topology.ts';
import { LOSSLESS_PX, simplifyChain, type Limit } from './simplify.ts';
import { traceBorders } from './trace.ts';

/** Regions as they would be sent, in the frame of the answer, and the borders they were put together from. */
export interface Drawing {
  readonly regions: Region[];
  /** In the order of the chains. */
  readonly arcs: readonly Arc[];
}

/** One label map, traced once and simplified as often as it takes. */
export interface Drafts extends Exact {
  /**
   * Draws under these limits by chain: guarded, every part and hole kept. Chains whose limit is the same object as in
   * the draft before are not solved again.
   */
  draw(limits: readonly Limit[]): Drawing;
  topology(drawing: Drawing): Topology;
}

export function createDrafts(map: LabelMap, placement: Affine): Drafts {
  const borders = traceBorders(map);
  const rings = walkRings(borders);
  const faces = nestRings(borders, rings);
  const chains = placeBorders(borders);
  const parts = { map, rings, faces, chains, ringLengths: measureRings(rings, chains) };
  const sent = sentPoints(chains, placement);
  const simplified = new Uint8Array(chains.xs.length);
  const solved: Limit[] = [];
  const tolerances = new Float64Array(chains.count);

  return {
    map,
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
      return { regions: assembleRegions(faces, rings, arcs), arcs };
    },
    topology: ({ arcs }) => assembleTopology(faces, rings, arcs),
  };
}
