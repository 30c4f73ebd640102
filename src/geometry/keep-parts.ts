import type { Face, Rings } from './faces.ts';
import type { LabelMap } from './label-map.ts';
import type { Chains } from './place.ts';
import { farthestFrom, restoreFarthest } from './restore.ts';
import { forEachSpan } from './scanline.ts';
import { squaredDistance } from './segment.ts';

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
export function keepParts(
  map: LabelMap, rings: Rings, faces: readonly Face[], chains: Chains, keep: Uint8Array, tolerances: Float64Array,
): boolean {
  for (let round = 0; ; round++) {
    const failing = [...ringsTooShort(rings, chains, keep), ...ringsOfLostParts(map, rings, faces, chains, keep, tolerances)];
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
  map: LabelMap, rings: Rings, faces: readonly Face[], chains: Chains, keep: Uint8Array, tolerances: Float64Array,
): Iterable<number[]> {
  const endangered: Face[] = [];
  const firstEdge: number[] = [];
  const lines: [x0: number, y0: number, x1: number, y1: number][] = [];
  for (const face of faces) {
    const faceRings = [face.outer, ...face.holes];
    const length = faceRings.reduce((sum, ring) => sum + ringLength(rings, chains, ring), 0);
    const arcs = arcsOf(rings, faceRings);
    const tolerancePx = Math.max(...Array.from(arcs, (arc) => tolerances[arc]!));
    if (face.pixels > 2 * tolerancePx * length + 4) continue;
    endangered.push(face);
    firstEdge.push(lines.length);
    for (const arc of arcs) {
      forEachSegment(chains, keep, arc, (i, j) => lines.push([chains.xs[i]!, chains.ys[i]!, chains.xs[j]!, chains.ys[j]!]));
    }
  }
  firstEdge.push(lines.length);
  const group = new Int32Array(lines.length);
  for (let g = 0; g < endangered.length; g++) group.fill(g, firstEdge[g], firstEdge[g + 1]);
  const column = (i: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(lines, (line) => line[i]);

  const found = new Uint8Array(endangered.length);
  const edges = { x0: column(0), y0: column(1), x1: column(2), y1: column(3), group };
  forEachSpan(edges, map.height, (g, row, from, to) => {
    const near = lines.slice(firstEdge[g], firstEdge[g + 1]);
    for (let c = Math.max(0, Math.ceil(from - 0.5)); found[g] === 0 && c + 0.5 < Math.min(map.width, to); c++) {
      if (map.ids[row * map.width + c] !== endangered[g]!.label) continue;
      if (near.every((line) => squaredDistance(c + 0.5, row + 0.5, ...line) > MARGIN_PX ** 2)) found[g] = 1;
    }
  });
  for (const [g, face] of endangered.entries()) if (found[g] === 0) yield [face.outer, ...face.holes];
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

function arcsOf({ offsets, halves }: Rings, group: readonly number[]): Set<number> {
  const arcs = new Set<number>();
  for (const ring of group) {
    for (let i = offsets[ring]!; i < offsets[ring + 1]!; i++) arcs.add(halves[i]! >> 1);
  }
  return arcs;
}

/** Length of a ring before simplification, in pixels. */
function ringLength(rings: Rings, { offsets, xs, ys }: Chains, ring: number): number {
  let length = 0;
  for (const arc of arcsOf(rings, [ring])) {
    for (let p = offsets[arc]! + 1; p < offsets[arc + 1]!; p++) length += Math.hypot(xs[p]! - xs[p - 1]!, ys[p]! - ys[p - 1]!);
  }
  return length;
}
