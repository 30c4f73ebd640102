import polylabel from 'polylabel';
import type { Coordinates, RegionDocument } from '../../result-document.ts';
import type { Point } from '../affine.ts';
import { partsCentroid } from '../regions/ring-measure.ts';

type Part = RegionDocument['parts'][number];

export interface InnerPlace {
  readonly place: Point;
  /** Distance to the nearest border. */
  readonly clearance: number;
}

/** Share of the best clearance that the centroid must have: eyes see the middle of a shape sooner than its widest spot. */
const ENOUGH = 0.6;

/**
 * A good place for a name inside a part: its centroid where that has room enough, else its pole of inaccessibility, the
 * inner point farthest from every border (a crescent's centroid lies outside it, a ring of hair's in the face).
 *
 * @param precision of the pole, in the unit of the coordinates
 */
export function innerPlace(part: Part, precision: number): InnerPlace {
  const rings = coarseRings(part);
  const pole = polylabel(rings, precision);
  const centroid = partsCentroid([part]);
  const clearance = isInside(centroid, rings) ? distanceToBorder(centroid, rings) : 0;
  if (clearance >= ENOUGH * pole.distance) return { place: centroid, clearance };
  return { place: [pole[0], pole[1]], clearance: pole.distance };
}

/** Every probe for a pole looks at every point, so there is a most: the longest holes first, then every n-th point. */
const MOST_POINTS = 2_000;

function coarseRings({ outer, holes }: Part): Coordinates[][] {
  const rings = [outer];
  let points = outer.length;
  for (const hole of holes.toSorted((a, b) => b.length - a.length)) {
    points += hole.length;
    if (points > MOST_POINTS) break;
    rings.push(hole);
  }
  const every = Math.ceil(outer.length / MOST_POINTS);
  return every === 1 ? rings : rings.map((ring) => ring.filter((_, i) => i % every === 0));
}

function isInside([x, y]: Point, rings: readonly Coordinates[][]): boolean {
  let inside = false;
  forEachEdge(rings, ([ax, ay], [bx, by]) => {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function distanceToBorder([x, y]: Point, rings: readonly Coordinates[][]): number {
  let least = Infinity;
  forEachEdge(rings, ([ax, ay], [bx, by]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  });
  return least;
}

function forEachEdge(rings: readonly Coordinates[][], visit: (from: Coordinates, to: Coordinates) => void): void {
  for (const ring of rings) {
    ring.forEach((point, i) => visit(point, ring[(i + 1) % ring.length]!));
  }
}
