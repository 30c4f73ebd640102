import type { Point } from '../geometry/index.ts';
import { fillPolygon } from './fill-polygon.ts';

/**
 * Of the middle of each pixel of a square from the polygon, in pixels; negative inside of it. What is farther than
 * `reach` is said to be as far as that.
 */
export function distancesFrom(polygon: readonly Point[], side: number, reach: number): Float32Array {
  const squares = new Float32Array(side * side).fill(reach * reach);
  let from = polygon.at(-1)!;
  for (const to of polygon) {
    lower(squares, side, reach, from, to);
    from = to;
  }
  const out = squares.map((square) => Math.sqrt(square));
  fillPolygon(polygon, { width: side, height: side }, (first, end) => {
    for (let i = first; i < end; i++) out[i] = -out[i]!;
  });
  return out;
}

/** Makes squares of distances those from an edge, where it is nearer. */
function lower(squares: Float32Array, side: number, reach: number, [x0, y0]: Point, [x1, y1]: Point): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy || 1;
  const range = (a: number, b: number) => [Math.max(0, Math.floor(Math.min(a, b) - reach)), Math.min(side, Math.ceil(Math.max(a, b) + reach))] as const;
  const [[left, right], [top, bottom]] = [range(x0, x1), range(y0, y1)];
  for (let row = top; row < bottom; row++) {
    for (let column = left, i = row * side + left; column < right; column++, i++) {
      const x = column + 0.5 - x0;
      const y = row + 0.5 - y0;
      const along = Math.max(0, Math.min(1, (x * dx + y * dy) / length));
      const square = (x - along * dx) ** 2 + (y - along * dy) ** 2;
      if (square < squares[i]!) squares[i] = square;
    }
  }
}
