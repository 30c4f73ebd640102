import type { TracedPart } from '../lattice/parts.ts';
import { arcsOf, partsWithoutCentres } from '../borders/keep-parts.ts';
import type { TracedMap } from '../lattice/traced-map.ts';
import type { CurvedLinks } from './curved-links.ts';
import type { Links } from './links.ts';

/** Parts so small or thin that moving their borders so far could take all their pixels. */
export function partsInReach({ parts, ringLengths }: TracedMap, farthestPx: number): TracedPart[] {
  return parts.filter(({ outer, holes, pixels }) => {
    const length = [outer, ...holes].reduce((sum, ring) => sum + ringLengths[ring]!, 0);
    return pixels <= 2 * farthestPx * length + 4;
  });
}

/** Links of parts that would hold no pixel of theirs, or lie inside out. */
export function linksOfLostParts({ map, rings }: TracedMap, parts: readonly TracedPart[], links: Links, curved: CurvedLinks): Set<number> {
  const { xs, ys } = curved.mapPoints();
  const from: number[] = [];
  const to: number[] = [];
  const firstOf: number[] = [];
  const insideOut = new Set<TracedPart>();
  for (const part of parts) {
    firstOf.push(from.length);
    let doubledArea = 0;
    for (const ring of [part.outer, ...part.holes]) {
      for (let i = rings.offsets[ring]!; i < rings.offsets[ring + 1]!; i++) {
        const half = rings.halves[i]!;
        const sign = (half & 1) === 0 ? 1 : -1;
        for (let link = links.offsets[half >> 1]!; link < links.offsets[(half >> 1) + 1]!; link++) {
          for (let n = curved.first[link]!; n + 1 < curved.first[link]! + curved.length[link]!; n++) {
            from.push(n);
            to.push(n + 1);
            doubledArea += sign * (xs[n]! * ys[n + 1]! - xs[n + 1]! * ys[n]!);
          }
        }
      }
    }
    if (!(doubledArea > 0)) insideOut.add(part);
  }
  firstOf.push(from.length);
  const group = new Int32Array(from.length);
  for (let g = 0; g < parts.length; g++) group.fill(g, firstOf[g], firstOf[g + 1]);
  const at = (ends: readonly number[], values: Float64Array): Float64Array => Float64Array.from(ends, (n) => values[n]!);
  const edges = { x0: at(from, xs), y0: at(from, ys), x1: at(to, xs), y1: at(to, ys), group };
  const lost = new Set<number>();
  for (const { outer, holes } of [...insideOut, ...partsWithoutCentres(map, parts, edges, firstOf)]) {
    for (const arc of arcsOf(rings, [outer, ...holes])) {
      for (let link = links.offsets[arc]!; link < links.offsets[arc + 1]!; link++) lost.add(link);
    }
  }
  return lost;
}
