import type { Borders, Chains, Point } from '../../src/geometry/index.ts';

/** Lattice corners of an arc; a closed one comes back to its first. */
export function arcPoints({ offsets, xs, ys, from }: Borders, arc: number): Point[] {
  const points: Point[] = [];
  for (let p = offsets[arc]!; p < offsets[arc + 1]!; p++) points.push([xs[p]!, ys[p]!]);
  return from[arc]! < 0 ? [...points, points[0]!] : points;
}

/** Points of a chain, all of them or those that are kept. */
export function chainPoints({ offsets, xs, ys }: Chains, chain: number, keep?: Uint8Array): Point[] {
  const points: Point[] = [];
  for (let p = offsets[chain]!; p < offsets[chain + 1]!; p++) {
    if (keep === undefined || keep[p] === 1) points.push([xs[p]!, ys[p]!]);
  }
  return points;
}

/** Where arcs meet: the ends of those that are not closed. */
export function junctionPoints(borders: Borders): Point[] {
  const ends = new Map<number, Point>();
  for (let k = 0; k < borders.arcCount; k++) {
    const points = arcPoints(borders, k);
    if (borders.from[k]! >= 0) ends.set(borders.from[k]!, points[0]!);
    if (borders.to[k]! >= 0) ends.set(borders.to[k]!, points.at(-1)!);
  }
  return [...ends.values()];
}
