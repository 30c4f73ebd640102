import { nestRings, walkRings, type TracedPart, type Rings } from './parts.ts';
import type { LabelMap } from './label-map.ts';
import { placeBorders, type Chains } from './place.ts';
import { traceBorders, type Borders } from './trace.ts';

/** A label map with its exact borders: what is simplified, and what polygons are held against. */
export interface TracedMap {
  readonly map: LabelMap;
  readonly borders: Borders;
  readonly rings: Rings;
  readonly parts: readonly TracedPart[];
  /** The borders as lines, in their order. */
  readonly chains: Chains;
  /** By ring, along the chains, in pixels. */
  readonly ringLengths: Float64Array;
}

/** @throws GeometryError `invalid_segmentation_map` if its borders are longer than those of a face can be */
export function traceMap(map: LabelMap): TracedMap {
  const borders = traceBorders(map);
  const rings = walkRings(borders);
  const chains = placeBorders(borders);
  return { map, borders, rings, parts: nestRings(borders, rings), chains, ringLengths: measureRings(rings, chains) };
}

function measureRings(rings: Rings, { count, offsets, xs, ys }: Chains): Float64Array {
  const ofChain = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    for (let p = offsets[k]! + 1; p < offsets[k + 1]!; p++) {
      ofChain[k]! += Math.sqrt((xs[p]! - xs[p - 1]!) ** 2 + (ys[p]! - ys[p - 1]!) ** 2);
    }
  }
  const lengths = new Float64Array(rings.count);
  for (let r = 0; r < rings.count; r++) {
    for (let i = rings.offsets[r]!; i < rings.offsets[r + 1]!; i++) lengths[r]! += ofChain[rings.halves[i]! >> 1]!;
  }
  return lengths;
}
