import type { LabelMap } from '../geometry/label-map.ts';
import { eachNeighbour } from './neighbours.ts';

/** The pixels of each label's largest 4-connected part, of equal ones the first in reading order. */
export function largestParts(map: LabelMap, labels: ReadonlySet<number>): Map<number, readonly number[]> {
  const { ids } = map;
  const seen = new Uint8Array(ids.length);
  const largest = new Map<number, readonly number[]>();
  for (let start = 0; start < ids.length; start++) {
    const label = ids[start]!;
    if (seen[start] === 1 || !labels.has(label)) continue;
    const part = [start];
    seen[start] = 1;
    for (let next = 0; next < part.length; next++) eachNeighbour(map, part[next]!, visit);
    if (part.length > (largest.get(label)?.length ?? 0)) largest.set(label, part);

    function visit(pixel: number): void {
      if (ids[pixel] !== label || seen[pixel] === 1) return;
      seen[pixel] = 1;
      part.push(pixel);
    }
  }
  return largest;
}
