import { applyAffine, type Affine, type Point, type Size } from '../plane/affine.ts';
import type { Region } from '../plane/region.ts';
import { forEachSpan } from '../plane/scanline.ts';
import type { LabelMap } from '../lattice/label-map.ts';

/**
 * The regions as a label map, by the centre rule: a pixel has the label of the region that its centre lies in, and 0
 * where it lies in none. Two regions never hold one centre, so their order is no matter.
 *
 * @param placement frame of the regions to pixels of the map
 */
export function rasterise(regions: readonly Region[], size: Size, placement: Affine): LabelMap {
  const { width, height } = size;
  const wide = regions.some(({ label }) => label > 255);
  const ids = wide ? new Uint16Array(width * height) : new Uint8Array(width * height);
  const edges: { x0: number[]; y0: number[]; x1: number[]; y1: number[]; group: number[] } = { x0: [], y0: [], x1: [], y1: [], group: [] };
  for (const [group, { parts }] of regions.entries()) {
    for (const ring of parts.flatMap(({ outer, holes }) => [outer, ...holes])) addEdges(ring.map((point) => applyAffine(placement, point)), group);
  }

  function addEdges(ring: readonly Point[], group: number): void {
    ring.forEach(([x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!;
      edges.x0.push(x);
      edges.y0.push(y);
      edges.x1.push(nextX);
      edges.y1.push(nextY);
      edges.group.push(group);
    });
  }

  const typed = {
    x0: Float64Array.from(edges.x0),
    y0: Float64Array.from(edges.y0),
    x1: Float64Array.from(edges.x1),
    y1: Float64Array.from(edges.y1),
    group: Int32Array.from(edges.group),
  };
  forEachSpan(typed, height, (group, row, from, to) => {
    const first = Math.max(0, Math.ceil(from - 0.5));
    const end = Math.min(width, Math.ceil(to - 0.5));
    if (first < end) ids.fill(regions[group]!.label, row * width + first, row * width + end);
  });
  return { width, height, ids };
}
