import type { Point, Size } from '../geometry/index.ts';

/** Calls `fill` with every run of pixels whose centres lie inside of the polygon, by the even-odd rule. */
export function fillPolygon(polygon: readonly Point[], { width, height }: Size, fill: (from: number, to: number) => void): void {
  const ys = polygon.map(([, y]) => y);
  const first = Math.max(0, Math.floor(Math.min(...ys)));
  const last = Math.min(height - 1, Math.ceil(Math.max(...ys)));
  for (let row = first; row <= last; row++) {
    const xs = crossings(polygon, row + 0.5);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const from = Math.max(0, Math.ceil(xs[i]! - 0.5));
      const to = Math.min(width, Math.ceil(xs[i + 1]! - 0.5));
      if (from < to) fill(row * width + from, row * width + to);
    }
  }
}

/** Where a horizontal line crosses the polygon, from left to right. */
function crossings(polygon: readonly Point[], y: number): number[] {
  const xs: number[] = [];
  let [x0, y0] = polygon.at(-1)!;
  for (const [x1, y1] of polygon) {
    if (y0 <= y !== y1 <= y) xs.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    [x0, y0] = [x1, y1];
  }
  return xs.sort((a, b) => a - b);
}

/** A closed Catmull-Rom curve through the points, as a polygon of `steps` links between two of them. */
export function rounded(points: readonly Point[], steps = 4): Point[] {
  const n = points.length;
  return points.flatMap((p1, i) => {
    const [p0, p2, p3] = [points[(i + n - 1) % n]!, points[(i + 1) % n]!, points[(i + 2) % n]!];
    return Array.from({ length: steps }, (_, step): Point => {
      const t = step / steps;
      const at = (axis: 0 | 1) =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      return [at(0), at(1)];
    });
  });
}
