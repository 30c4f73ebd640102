import type { Point } from '../plane/affine.ts';
import { nestRings, walkRings, type TracedPart, type Rings } from './parts.ts';
import type { LabelMap } from './label-map.ts';
import type { Region, Ring } from '../plane/region.ts';
import { traceBorders, type Borders } from './trace.ts';

/** Every region as the map has it, pixel sides and all: area is the pixel count exactly. In lattice coordinates. */
export function exactRegions(map: LabelMap): Region[] {
  const borders = traceBorders(map);
  const rings = walkRings(borders);
  const parts = nestRings(borders, rings).toSorted((a, b) => b.pixels - a.pixels);
  return groupByLabel(parts, (ring) => latticeRing(borders, rings, ring));
}

/** Regions ascending by label without the background 0, their parts in the order given. */
export function groupByLabel<R>(
  parts: readonly TracedPart[], ringOf: (ring: number) => R,
): { label: number; parts: { outer: R; holes: R[] }[] }[] {
  const byLabel = new Map<number, TracedPart[]>();
  for (const part of parts.toSorted((a, b) => a.label - b.label)) {
    if (part.label === 0) continue;
    if (!byLabel.has(part.label)) byLabel.set(part.label, []);
    byLabel.get(part.label)!.push(part);
  }
  return Array.from(byLabel, ([label, parts]) => ({
    label,
    parts: parts.map(({ outer, holes }) => ({ outer: ringOf(outer), holes: holes.map(ringOf) })),
  }));
}

/** Corners of a ring; points where it runs straight through a junction are left out. */
function latticeRing({ offsets, xs, ys, from }: Borders, { offsets: starts, halves }: Rings, ring: number): Ring {
  const points: Point[] = [];
  for (let i = starts[ring]!; i < starts[ring + 1]!; i++) {
    const arc = halves[i]! >> 1;
    const [start, end] = [offsets[arc]!, offsets[arc + 1]!];
    // An open arc's last point is the next one's first.
    const count = from[arc]! < 0 ? end - start : end - start - 1;
    for (let n = 0; n < count; n++) {
      const p = (halves[i]! & 1) === 0 ? start + n : end - 1 - n;
      points.push([xs[p]!, ys[p]!]);
    }
  }
  return points.filter((point, i) => {
    const before = points.at(i - 1)!;
    const after = points[(i + 1) % points.length]!;
    return (point[0] - before[0]) * (after[1] - point[1]) !== (point[1] - before[1]) * (after[0] - point[0]);
  });
}
