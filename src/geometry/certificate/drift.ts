import type { Size } from '../plane/affine.ts';
import { squaredDistance } from '../plane/segment.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';
import type { SentPolygons } from './sent-polygons.ts';

/**
 * Largest distance, in label-map pixels, from a point of a region's border to the nearest edge that the border between the
 * same two labels has in other polygons. By label. A border that is not there at all counts with the map's diagonal.
 */
export function measureDrifts(polygons: SentPolygons, others: SentPolygons, { width, height }: Size): Map<number, number> {
  const cell = Math.min(16, Math.max(2, Math.sqrt((width * height) / (2 * others.from.length + 1))));
  const grid = createSegmentGrid(width, height, cell);
  const keys = sideKeys(others);
  for (let e = 0; e < others.from.length; e++) {
    if (others.twin[e]! > e) continue;
    const [a, b] = [others.from[e]!, others.to[e]!];
    grid.insert(e, others.mapXs[a]!, others.mapYs[a]!, others.mapXs[b]!, others.mapYs[b]!, 0);
  }
  const diagonal = Math.hypot(width, height);
  const drifts = new Map<number, number>();
  for (const [e, key] of sideKeys(polygons).entries()) {
    if (polygons.twin[e]! > e) continue;
    const drift = Math.max(...[polygons.from[e]!, polygons.to[e]!].map((vertex) => {
      const [x, y] = [polygons.mapXs[vertex]!, polygons.mapYs[vertex]!];
      let best = Infinity;
      for (let reach = 1; best > reach * reach && reach < 4 * diagonal; reach *= 4) {
        grid.near(x, y, x, y, reach, (other) => {
          if (keys[other] !== key) return;
          const [a, b] = [others.from[other]!, others.to[other]!];
          best = Math.min(best, squaredDistance(x, y, others.mapXs[a]!, others.mapYs[a]!, others.mapXs[b]!, others.mapYs[b]!));
        });
      }
      return Math.min(diagonal, Math.sqrt(best));
    }));
    for (const label of [polygons.label[e]!, ...(polygons.twin[e]! < 0 ? [] : [polygons.label[polygons.twin[e]!]!])]) {
      drifts.set(label, Math.max(drifts.get(label) ?? 0, drift));
    }
  }
  return drifts;
}

/** Equal for edges of the border between the same two labels, which have 16 bits at most; 0 is what no region covers. */
function sideKeys({ label, twin }: SentPolygons): number[] {
  return Array.from(label, (own, e) => {
    const other = twin[e]! < 0 ? 0 : label[twin[e]!]!;
    return Math.min(own, other) * 65536 + Math.max(own, other);
  });
}
