import type { LabelMap } from '../geometry/index.ts';
import { eachNeighbour } from './neighbours.ts';

/** The pixels of each label's largest 4-connected part, of equally large ones those of all: none comes first however the map is turned. */
export function largestParts(map: LabelMap, labels: ReadonlySet<number>): Map<number, readonly number[]> {
  const { ids } = map;
  const seen = new Uint8Array(ids.length);
  const largest = new Map<number, { pixels: number[]; size: number }>();
  for (let start = 0; start < ids.length; start++) {
    const label = ids[start]!;
    if (seen[start] === 1 || !labels.has(label)) continue;
    const part = [start];
    seen[start] = 1;
    for (let next = 0; next < part.length; next++) eachNeighbour(map, part[next]!, visit);
    const most = largest.get(label);
    if (most === undefined || part.length > most.size) largest.set(label, { pixels: part, size: part.length });
    else if (part.length === most.size) for (const pixel of part) most.pixels.push(pixel);

    function visit(pixel: number): void {
      if (ids[pixel] !== label || seen[pixel] === 1) return;
      seen[pixel] = 1;
      part.push(pixel);
    }
  }
  return new Map(Array.from(largest, ([label, { pixels }]) => [label, pixels]));
}
