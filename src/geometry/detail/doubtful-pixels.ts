import type { DoubtfulPixels } from '../certificate/fidelity.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { SentPolygons } from '../certificate/sent-polygons.ts';

/** More than rounding to sent coordinates moves a border. */
const NEAR_PX = 0.002;

/**
 * Pixels whose centres lie on a border, or so near that rounding decides on which side. Whoever draws until a fidelity
 * is reached counts them as wrong: then it is reached in every frame, and however the map is turned.
 */
export function findDoubtfulPixels(
  { mapXs, mapYs, from, to, label, twin }: SentPolygons, { width, height }: LabelMap,
): DoubtfulPixels {
  const doubtful = new Map<number, Set<number>>();
  const add = (column: number, row: number, edge: number): void => {
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    const pixel = row * width + column;
    if (!doubtful.has(pixel)) doubtful.set(pixel, new Set());
    doubtful.get(pixel)!.add(label[edge]!);
    if (twin[edge]! >= 0) doubtful.get(pixel)!.add(label[twin[edge]!]!);
  };
  for (let e = 0; e < from.length; e++) {
    if (twin[e]! > e) continue;
    const [x0, y0, x1, y1] = [mapXs[from[e]!]!, mapYs[from[e]!]!, mapXs[to[e]!]!, mapYs[to[e]!]!];
    // Along the longer way there is one centre at most in each row or column.
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) alongX(x0, y0, x1, y1, (column, row) => add(column, row, e));
    else alongX(y0, x0, y1, x1, (row, column) => add(column, row, e));
  }
  return doubtful;
}

/** Calls `found` for centres (i + 0.5, k + 0.5) near a segment that is no steeper than 45 degrees. */
function alongX(x0: number, y0: number, x1: number, y1: number, found: (i: number, k: number) => void): void {
  const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0);
  const end = Math.floor(Math.max(x0, x1) - 0.5 + NEAR_PX);
  for (let i = Math.ceil(Math.min(x0, x1) - 0.5 - NEAR_PX); i <= end; i++) {
    const y = y0 + (i + 0.5 - x0) * slope;
    const k = Math.floor(y);
    if (Math.abs(y - k - 0.5) <= NEAR_PX) found(i, k);
  }
}
