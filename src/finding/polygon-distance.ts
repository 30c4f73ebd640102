import type { Point } from '../geometry/index.ts';

/**
 * Of the middle of each pixel of a square from the polygon, in pixels; negative inside of it, infinite where it is
 * farther than `reach` from the polygon's box.
 */
export function distancesFrom(polygon: readonly Point[], side: number, reach: number): Float32Array {
  const out = new Float32Array(side * side).fill(Infinity);
  const range = (axis: 0 | 1) => {
    const values = polygon.map((point) => point[axis]);
    return [Math.max(0, Math.floor(Math.min(...values) - reach)), Math.min(side, Math.ceil(Math.max(...values) + reach))] as const;
  };
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) out[row * side + column] = distanceOf(column + 0.5, row + 0.5, polygon);
  }
  return out;
}

function distanceOf(x: number, y: number, polygon: readonly Point[]): number {
  let nearest = Infinity;
  let inside = false;
  let [x0, y0] = polygon.at(-1)!;
  for (const [x1, y1] of polygon) {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, (x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2);
    if (y0 <= y !== y1 <= y && x0 + ((y - y0) / dy) * dx < x) inside = !inside;
    [x0, y0] = [x1, y1];
  }
  return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}
