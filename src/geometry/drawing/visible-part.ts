import type { Point, Size } from '../plane/affine.ts';
import type { Part } from '../plane/region.ts';
import { partsArea, partsBox } from '../plane/ring-measure.ts';

/** The largest part of what a canvas shows of a region: it can be cropped, or cut at its edge. null where that is nothing. */
export function largestVisiblePart(parts: readonly Part[], size: Size): Part | null {
  const box = partsBox(parts);
  const isWhole = box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
  if (isWhole) return parts.find(({ outer }) => outer.length >= 3) ?? null;
  let [largest, area]: [Part | null, number] = [null, 0];
  for (const { outer, holes } of parts) {
    const part = { outer: clipRing(outer, size), holes: holes.map((hole) => clipRing(hole, size)).filter((hole) => hole.length >= 3) };
    const own = partsArea([part]);
    if (own > area) [largest, area] = [part, own];
  }
  return largest;
}

/**
 * I. Sutherland, G. Hodgman, CACM 17 (1974): edge by edge. Pieces of a ring hang together along the canvas's edge, by
 * lines without an area.
 */
function clipRing(ring: readonly Point[], { width, height }: Size): Point[] {
  let points = [...ring];
  for (const [axis, limit, sign] of [[0, 0, 1], [0, width, -1], [1, 0, 1], [1, height, -1]] as const) {
    const clipped: Point[] = [];
    for (const [i, point] of points.entries()) {
      const before = points.at(i - 1)!;
      const [beyond, wasBeyond] = [sign * (point[axis] - limit), sign * (before[axis] - limit)];
      if (beyond < 0 !== wasBeyond < 0) {
        const t = wasBeyond / (wasBeyond - beyond);
        clipped.push([before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])]);
      }
      if (beyond >= 0) clipped.push(point);
    }
    points = clipped;
  }
  return points;
}
