import type { Chains } from '../lattice/place.ts';
import type { DenseBorder } from './dense-border.ts';

/** Where curves meet. One entry for each point of the chains; only those of kept points say anything. */
export interface Nodes {
  /** The dense point that the kept point stands for: itself, or a corner near it. */
  readonly at: Int32Array;
  /** 1 for corners: no smoothing moves them, and directions may differ there. */
  readonly corner: Uint8Array;
}

/**
 * Simplification knows nothing of corners, so that smoothing takes no point more than straight lines do. Each corner is
 * taken by the kept point that is nearest along the border, which curves then pass in the corner's place. Nothing moves
 * where a border ends, where two corners are equally near, or where another corner is nearer.
 *
 * @param dense null for borders that are not smoothed
 * @param corners one flag a point of the chains
 */
export function placeNodes(chains: Chains, keep: Uint8Array, dense: readonly (DenseBorder | null)[], corners: Uint8Array): Nodes {
  const nodes = { at: new Int32Array(chains.xs.length), corner: new Uint8Array(chains.xs.length) };
  for (const [k, border] of dense.entries()) {
    if (border === null) continue;
    const [start, last] = [chains.offsets[k]!, chains.offsets[k + 1]! - 1];
    for (let p = start; p <= last; p++) nodes.at[p] = border.at[p - start]!;
    for (const [p, found] of nearestCorners(border, start, keep, corners)) {
      if (!border.closed && (p === start || p === last)) continue;
      nodes.corner[p] = 1;
      if (found.length === 1) nodes.at[p] = found[0]!;
    }
    if (border.closed) {
      nodes.at[last] = nodes.at[start]!;
      nodes.corner[last] = nodes.corner[start]!;
    }
  }
  return nodes;
}

/** By kept point the dense indices of its nearest corners: two where they are equally near. */
function nearestCorners({ at, xs, closed }: DenseBorder, start: number, keep: Uint8Array, corners: Uint8Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const distances = new Map<number, number>();
  const distinct = closed ? at.length - 1 : at.length;
  /** The next kept point from p on, and how far along the border it is. */
  const nextKept = (p: number, step: 1 | -1): [point: number, distance: number] => {
    let q = p;
    while (keep[start + q] === 0) q = (q + step + distinct) % distinct;
    const apart = step * (at[q]! - at[p]!);
    return [start + q, apart < 0 ? apart + xs.length : apart];
  };
  for (let p = 0; p < distinct; p++) {
    if (corners[start + p] === 0) continue;
    const [[before, back], [behind, ahead]] = [nextKept(p, -1), nextKept(p, 1)];
    if (back === ahead && before !== behind) continue;
    const [point, distance] = back < ahead ? [before, back] : [behind, ahead];
    const nearest = distances.get(point) ?? Infinity;
    if (distance > nearest) continue;
    if (distance < nearest) found.set(point, []);
    distances.set(point, distance);
    found.get(point)!.push(at[p]!);
  }
  return found;
}
