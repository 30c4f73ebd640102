import type { Chains } from '../lattice/place.ts';
import { squaredDistance } from '../plane/segment.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';
import type { SentPolygons } from './sent-polygons.ts';
import { OUTSIDE, type Borders } from '../lattice/trace.ts';

/**
 * Largest distance, in label-map pixels, from a point of a region's traced border to the edges that were sent for the
 * border between the same two labels. By label. A border that was not sent at all counts with the map's diagonal.
 */
export function measureDeviations(borders: Borders, chains: Chains, polygons: SentPolygons): Map<number, number> {
  const { mapXs, mapYs, from, to, label, twin } = polygons;
  const { width, height } = borders;
  const diagonal = Math.hypot(width, height);
  const sides = label.map((own, e) => pairKey(own, twin[e]! < 0 ? 0 : label[twin[e]!]!));
  const cell = Math.min(16, Math.max(2, Math.sqrt((width * height) / (2 * from.length + 1))));
  const grid = createSegmentGrid(width, height, cell);
  for (let e = 0; e < from.length; e++) {
    if (twin[e]! > e) continue;
    grid.insert(e, mapXs[from[e]!]!, mapYs[from[e]!]!, mapXs[to[e]!]!, mapYs[to[e]!]!, 0);
  }

  const deviations = new Map<number, number>();
  for (let k = 0; k < borders.arcCount; k++) {
    const [left, right] = [Math.max(0, borders.left[k]!), Math.max(0, borders.right[k]!)];
    if (left === right || (left === 0 && borders.right[k] === OUTSIDE)) continue;
    const key = pairKey(left, right);
    let worst = 0;
    let last = -1;
    for (let p = chains.offsets[k]!; p < chains.offsets[k + 1]!; p++) {
      const [x, y] = [chains.xs[p]!, chains.ys[p]!];
      const distance = (e: number): number =>
        squaredDistance(x, y, mapXs[from[e]!]!, mapYs[from[e]!]!, mapXs[to[e]!]!, mapYs[to[e]!]!);
      let best = last < 0 ? Infinity : distance(last);
      // Points on one edge follow one another, so the last one's edge is a good guess; one that is far off is no guess.
      for (let reach = Math.min(cell, Math.sqrt(best)); best > worst * worst; reach *= 4) {
        grid.near(x, y, x, y, reach, (e) => {
          if (sides[e] !== key) return;
          const candidate = distance(e);
          if (candidate >= best) return;
          best = candidate;
          last = e;
        });
        if (best <= reach * reach || reach > diagonal) break;
      }
      worst = Math.max(worst, Math.min(diagonal, Math.sqrt(best)));
    }
    for (const side of [left, right]) {
      if (side > 0) deviations.set(side, Math.max(deviations.get(side) ?? 0, worst));
    }
  }
  return deviations;
}

/** Labels have 16 bits at most. */
function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 65536 + Math.max(a, b);
}
