import polylabel from 'polylabel';
import type { Point } from '../plane/affine.ts';
import type { Part, Ring } from '../plane/region.ts';
import { partsCentroid } from '../plane/ring-measure.ts';

export interface InnerPlace {
  readonly place: Point;
  /** Distance to the nearest border. */
  readonly clearance: number;
}

/** Upright, about its middle. */
export interface TextBox {
  readonly width: number;
  readonly height: number;
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
  const pole = poleOf(rings, precision);
  const centroid = partsCentroid([part]);
  const clearance = isInside(centroid, rings) ? distanceToBorder(centroid, rings) : 0;
  if (clearance >= ENOUGH * pole.distance) return { place: centroid, clearance };
  return { place: [pole[0], pole[1]], clearance: pole.distance };
}

/**
 * A place inside a part for a box: the good place for a name, or else the inner point farthest from every border by the
 * box's own measure, which counts what is as wide as the box as no farther than what is as high.
 *
 * @param boxes of one shape, the first that fits is taken
 * @returns null where none fits
 */
export function innerBox(part: Part, boxes: readonly TextBox[], precision: number): { place: Point; box: TextBox } | null {
  const [largest] = boxes;
  if (largest === undefined || part.outer.length < 3) return null;
  const rings = coarseRings(part);
  const { place } = innerPlace(part, precision);
  const squeeze = largest.height / largest.width;
  let widest: Point | null = null;
  for (const box of boxes) {
    if (holdsBox(rings, place, box)) return { place, box };
    if (widest === null) {
      const pole = poleOf(rings.map((ring) => ring.map(([x, y]): Point => [x * squeeze, y])), precision);
      widest = [pole[0] / squeeze, pole[1]];
    }
    if (holdsBox(rings, widest, box)) return { place: widest, box };
  }
  return null;
}

/** The inner point farthest from every border. */
function poleOf(rings: readonly Ring[], precision: number): ReturnType<typeof polylabel> {
  // It leaves the rings as they are; its types do not say so.
  return polylabel(rings as [number, number][][], precision);
}

/** Whether the box about the place lies inside, with no edge through it. */
function holdsBox(rings: readonly Ring[], [x, y]: Point, { width, height }: TextBox): boolean {
  if (!isInside([x, y], rings)) return false;
  let free = true;
  forEachEdge(rings, ([ax, ay], [bx, by]) => {
    if (free && segmentMeetsBox([ax - x, ay - y], [bx - x, by - y], width / 2, height / 2)) free = false;
  });
  return free;
}

/** Whether a segment meets the box from (-w, -h) to (w, h): by the axes of both, on which they would have to part. */
export function segmentMeetsBox([ax, ay]: Point, [bx, by]: Point, w: number, h: number): boolean {
  if (Math.min(ax, bx) > w || Math.max(ax, bx) < -w || Math.min(ay, by) > h || Math.max(ay, by) < -h) return false;
  return Math.abs(ax * by - bx * ay) <= w * Math.abs(by - ay) + h * Math.abs(bx - ax);
}

/** Every probe for a pole looks at every point, so there is a most: the longest holes first, then every n-th point. */
const MAX_POINTS = 2_000;

function coarseRings({ outer, holes }: Part): Ring[] {
  const rings = [outer];
  let points = outer.length;
  for (const hole of holes.toSorted((a, b) => b.length - a.length)) {
    points += hole.length;
    if (points > MAX_POINTS) break;
    rings.push(hole);
  }
  const every = Math.ceil(outer.length / MAX_POINTS);
  return every === 1 ? rings : rings.map((ring) => ring.filter((_, i) => i % every === 0));
}

function isInside([x, y]: Point, rings: readonly Ring[]): boolean {
  let inside = false;
  forEachEdge(rings, ([ax, ay], [bx, by]) => {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function distanceToBorder([x, y]: Point, rings: readonly Ring[]): number {
  let least = Infinity;
  forEachEdge(rings, ([ax, ay], [bx, by]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  });
  return least;
}

function forEachEdge(rings: readonly Ring[], visit: (from: Point, to: Point) => void): void {
  for (const ring of rings) {
    ring.forEach((point, i) => visit(point, ring[(i + 1) % ring.length]!));
  }
}
