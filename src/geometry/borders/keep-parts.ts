import type { TracedPart, Rings } from '../lattice/parts.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Chains } from '../lattice/place.ts';
import type { TracedMap } from '../lattice/traced-map.ts';
import { farthestFrom, restoreFarthest } from './restore.ts';
import { forEachSpan, type PolygonEdges } from '../plane/scanline.ts';
import { squaredDistance } from '../plane/segment.ts';

/** A pixel centre nearer to an edge counts as lost: rounding to sent coordinates could put it on either side. */
const MARGIN_PX = 0.002;

/**
 * Restores dropped points until every ring has four points and every part, those of the background too, holds the
 * centre of a pixel with its label. So no part and no hole is lost, however coarse the tolerance.
 *
 * @param keep one flag a point, completed here
 * @param tolerances by chain, in pixels: what is kept to, and what could be lost
 * @returns whether anything was restored
 */
export function keepParts(traced: TracedMap, keep: Uint8Array, tolerances: Float64Array): boolean {
  const { rings, chains } = traced;
  for (let round = 0; ; round++) {
    const failing = [...ringsTooShort(rings, chains, keep), ...ringsOfLostParts(traced, keep, tolerances)];
    // All of a round is chosen before any is restored, so that no order of parts is preferred.
    const chosen = new Map(failing.flatMap((group) => worstSegments(rings, chains, keep, group)));
    if (chosen.size === 0) return round > 0;
    for (const [start, [end, chain]] of chosen) restoreFarthest(chains, keep, start, end, tolerances[chain]!);
  }
}

function* ringsTooShort(rings: Rings, chains: Chains, keep: Uint8Array): Iterable<number[]> {
  const segments = new Int32Array(chains.count);
  for (let k = 0; k < chains.count; k++) {
    for (let p = chains.offsets[k]! + 1; p < chains.offsets[k + 1]!; p++) segments[k]! += keep[p]!;
  }
  for (let r = 0; r < rings.count; r++) {
    let sum = 0;
    for (let i = rings.offsets[r]!; i < rings.offsets[r + 1]!; i++) sum += segments[rings.halves[i]! >> 1]!;
    if (sum < 4) yield [r];
  }
}

/** Only parts so small or thin that the tolerance could take all their pixels are looked at. */
function* ringsOfLostParts(
  { map, rings, parts, chains, ringLengths }: TracedMap, keep: Uint8Array, tolerances: Float64Array,
): Iterable<number[]> {
  const endangered: TracedPart[] = [];
  /** Ends of segments, part by part. */
  const starts: number[] = [];
  const ends: number[] = [];
  const firstOf: number[] = [];
  for (const part of parts) {
    const partRings = [part.outer, ...part.holes];
    const length = partRings.reduce((sum, ring) => sum + ringLengths[ring]!, 0);
    const arcs = arcsOf(rings, partRings);
    let tolerancePx = 0;
    for (const arc of arcs) tolerancePx = Math.max(tolerancePx, tolerances[arc]!);
    if (part.pixels > 2 * tolerancePx * length + 4) continue;
    endangered.push(part);
    firstOf.push(starts.length);
    for (const arc of arcs) {
      forEachSegment(chains, keep, arc, (i, j) => {
        starts.push(i);
        ends.push(j);
      });
    }
  }
  firstOf.push(starts.length);

  const group = new Int32Array(starts.length);
  for (let g = 0; g < endangered.length; g++) group.fill(g, firstOf[g], firstOf[g + 1]);
  const lost = partsWithoutCentres(map, endangered, { ...endsOf(chains, starts, ends), group }, firstOf);
  for (const { outer, holes } of lost) yield [outer, ...holes];
}

/**
 * Parts that hold no centre of a pixel with their label, by the edges of all their rings.
 *
 * @param edges part by part: those of part g from `firstOf[g]` to `firstOf[g + 1]`, with g as their group
 */
export function partsWithoutCentres(map: LabelMap, parts: readonly TracedPart[], edges: PolygonEdges, firstOf: readonly number[]): TracedPart[] {
  const { x0, y0, x1, y1 } = edges;
  const isClear = (x: number, y: number, g: number): boolean => {
    for (let e = firstOf[g]!; e < firstOf[g + 1]!; e++) {
      if (squaredDistance(x, y, x0[e]!, y0[e]!, x1[e]!, y1[e]!) <= MARGIN_PX ** 2) return false;
    }
    return true;
  };
  const found = new Uint8Array(parts.length);
  forEachSpan(edges, map.height, (g, row, from, to) => {
    for (let c = Math.max(0, Math.ceil(from - 0.5)); found[g] === 0 && c + 0.5 < Math.min(map.width, to); c++) {
      if (map.ids[row * map.width + c] !== parts[g]!.label) continue;
      if (isClear(c + 0.5, row + 0.5, g)) found[g] = 1;
    }
  });
  return parts.filter((_, g) => found[g] === 0);
}

function endsOf({ xs, ys }: Chains, starts: readonly number[], ends: readonly number[]): Omit<PolygonEdges, 'group'> {
  const edges = { x0: new Float64Array(starts.length), y0: new Float64Array(starts.length), x1: new Float64Array(starts.length), y1: new Float64Array(starts.length) };
  for (let e = 0; e < starts.length; e++) {
    edges.x0[e] = xs[starts[e]!]!;
    edges.y0[e] = ys[starts[e]!]!;
    edges.x1[e] = xs[ends[e]!]!;
    edges.y1[e] = ys[ends[e]!]!;
  }
  return edges;
}

/** Of all chains along these rings the segments with the farthest dropped point. */
function worstSegments(rings: Rings, chains: Chains, keep: Uint8Array, group: readonly number[]): [start: number, [end: number, chain: number]][] {
  let worst = -1;
  let segments: [number, [number, number]][] = [];
  for (const arc of arcsOf(rings, group)) {
    forEachSegment(chains, keep, arc, (i, j) => {
      const { squaredDistance: deviation, index } = farthestFrom(chains, i, j);
      if (index < 0 || deviation < worst) return;
      if (deviation > worst) segments = [];
      worst = deviation;
      segments.push([i, [j, arc]]);
    });
  }
  return segments;
}

function forEachSegment({ offsets }: Chains, keep: Uint8Array, chain: number, visit: (i: number, j: number) => void): void {
  let i = offsets[chain]!;
  for (let j = i + 1; j < offsets[chain + 1]!; j++) {
    if (!keep[j]) continue;
    visit(i, j);
    i = j;
  }
}

export function arcsOf({ offsets, halves }: Rings, group: readonly number[]): Set<number> {
  const arcs = new Set<number>();
  for (const ring of group) {
    for (let i = offsets[ring]!; i < offsets[ring + 1]!; i++) arcs.add(halves[i]! >> 1);
  }
  return arcs;
}
