import type { Point } from './affine.ts';
import type { Part, Ring } from './region.ts';

/** Area with holes taken off, whichever way the rings run. */
export function partsArea(parts: readonly Part[]): number {
  return areaAndMoments(parts).area;
}

/** Centre of mass of the parts without their holes; where they have no area, the mean of their corners. */
export function partsCentroid(parts: readonly Part[]): Point {
  const { area, x, y } = areaAndMoments(parts);
  if (area > 0) return [x / area, y / area];
  const corners = parts.flatMap(({ outer }) => outer);
  const sum = corners.reduce<Point>((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
  return corners.length === 0 ? sum : [sum[0] / corners.length, sum[1] / corners.length];
}

export function partsPerimeter(parts: readonly Part[]): number {
  return parts.reduce(
    (sum, { outer, holes }) => sum + [outer, ...holes].reduce((length, ring) => length + ringLength(ring), 0),
    0,
  );
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function partsBox(parts: readonly Part[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { outer } of parts) {
    for (const [x, y] of outer) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top };
}

interface Moments {
  readonly area: number;
  /** Area times the centroid's coordinates. */
  readonly x: number;
  readonly y: number;
}

function areaAndMoments(parts: readonly Part[]): Moments {
  let area = 0;
  let x = 0;
  let y = 0;
  for (const { outer, holes } of parts) {
    for (const [ring, sign] of [[outer, 1] as const, ...holes.map((hole) => [hole, -1] as const)]) {
      const own = moments(ring);
      const factor = own.area < 0 ? -sign : sign;
      area += factor * own.area;
      x += factor * own.x;
      y += factor * own.y;
    }
  }
  return { area, x, y };
}

/** Taken about the first corner, so that far-off rings lose no digits. */
function moments(ring: Ring): Moments {
  const origin = ring[0];
  if (origin === undefined) return { area: 0, x: 0, y: 0 };
  const [ox, oy] = origin;
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const ax = ring[i]![0] - ox;
    const ay = ring[i]![1] - oy;
    const bx = ring[i + 1]![0] - ox;
    const by = ring[i + 1]![1] - oy;
    const triangle = (ax * by - bx * ay) / 2;
    area += triangle;
    x += (triangle * (ax + bx)) / 3;
    y += (triangle * (ay + by)) / 3;
  }
  return { area, x: x + area * ox, y: y + area * oy };
}

/** Length of the closed ring. */
function ringLength(ring: Ring): number {
  let length = 0;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous !== undefined) length += Math.hypot(point[0] - previous[0], point[1] - previous[1]);
    previous = point;
  }
  return length;
}
