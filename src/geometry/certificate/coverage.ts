import type { LabelMap } from '../lattice/label-map.ts';
import { orientation } from '../plane/orientation.ts';
import { cutRows, edgesBetween } from '../plane/scanline.ts';
import type { SentPolygons } from './sent-polygons.ts';

/** Areas in label-map pixels. */
export interface Coverage {
  /** Covered more than once, weighted by how often beyond the first. */
  readonly overlap: number;
  /** Enclosed and covered by no region, and holding no centre of a background pixel. */
  readonly gap: number;
}

/**
 * Overlap and gap of polygons. Exact where no edges cross; where some do, overlap is measured along four lines a pixel.
 *
 * Edges that two regions share cancel out: what is covered how often changes only at the *free* edges, those with a
 * region on one side. A sweep from the top takes them up in order, so that each knows how often the plane is covered on
 * its left and right, and which cell of the plane lies there. An integral over the plane is then a sum over edges.
 */
export function measureCoverage(polygons: SentPolygons, map: LabelMap, crossings: number): Coverage {
  const { vertices: { xs, ys }, twin, stepsPerMapPx } = polygons;
  const free = Int32Array.from(edgesWithoutTwin(twin));
  const { upper, lower, leftCover, rightCover, leftCell, rightCell } = sweep(polygons, free);

  const trapezoid = (i: number): number =>
    ((xs[upper[i]!]! + xs[lower[i]!]!) / 2) * (ys[lower[i]!]! - ys[upper[i]!]!);
  let overlap = 0;
  const uncovered = new Map<number, number>();
  for (let i = 0; i < free.length; i++) {
    const excess = excessOf(leftCover[i]!) - excessOf(rightCover[i]!);
    if (excess !== 0) overlap += excess * trapezoid(i);
    if (leftCover[i] === 0) uncovered.set(leftCell[i]!, (uncovered.get(leftCell[i]!) ?? 0) + trapezoid(i));
    if (rightCover[i] === 0) uncovered.set(rightCell[i]!, (uncovered.get(rightCell[i]!) ?? 0) - trapezoid(i));
  }
  uncovered.delete(UNBOUNDED);
  dropBackground(uncovered, polygons, free, { upper, lower, leftCell, rightCell }, map);
  let gap = 0;
  for (const area of uncovered.values()) gap += area;
  return { overlap: crossings === 0 ? overlap / stepsPerMapPx : sampleOverlap(polygons, free, map), gap: gap / stepsPerMapPx };
}

function edgesWithoutTwin(twin: Int32Array): number[] {
  const edges: number[] = [];
  for (let e = 0; e < twin.length; e++) if (twin[e]! < 0) edges.push(e);
  return edges;
}

function sampleOverlap({ mapXs, mapYs, from, to }: SentPolygons, free: Int32Array, { height }: LabelMap): number {
  const linesPerPx = 4;
  const edges = {
    x0: Float64Array.from(free, (e) => mapXs[from[e]!]!),
    y0: Float64Array.from(free, (e) => mapYs[from[e]!]! * linesPerPx),
    x1: Float64Array.from(free, (e) => mapXs[to[e]!]!),
    y1: Float64Array.from(free, (e) => mapYs[to[e]!]! * linesPerPx),
    group: new Int32Array(free.length),
  };
  let length = 0;
  cutRows(edges, height * linesPerPx, (xs, cut, start, end) => {
    let cover = 0;
    for (let i = start; i + 1 < end; i++) {
      cover += edges.y1[cut[i]!]! < edges.y0[cut[i]!]! ? 1 : -1;
      length += excessOf(cover) * (xs[i + 1]! - xs[i]!);
    }
  });
  return length / linesPerPx;
}

const UNBOUNDED = 0;

/** Below zero only rings that run the wrong way round can bring it. */
function excessOf(cover: number): number {
  return cover < 0 ? -cover : Math.max(0, cover - 1);
}

interface SweptEdges {
  /** Ends of the edge in the order of the sweep: from the top, on one height from the left. */
  readonly upper: Int32Array;
  readonly lower: Int32Array;
  readonly leftCover: Int32Array;
  readonly rightCover: Int32Array;
  /** Cells that the free edges part the plane into, equal numbers where equal. */
  readonly leftCell: Int32Array;
  readonly rightCell: Int32Array;
}

function sweep({ vertices: { xs, ys }, from, to }: SentPolygons, free: Int32Array): SweptEdges {
  const isAbove = (v: number, w: number): number => ys[v]! - ys[w]! || xs[v]! - xs[w]!;
  const upper = free.map((e) => (isAbove(from[e]!, to[e]!) < 0 ? from[e]! : to[e]!));
  const lower = free.map((e, i) => (upper[i] === from[e]! ? to[e]! : from[e]!));
  const leftCover = new Int32Array(free.length);
  const rightCover = new Int32Array(free.length);
  // Cell 0 is the unbounded one, 2i + 1 lies left of free edge i, 2i + 2 right of it, until they turn out to be one.
  const { find, join } = createJoins(2 * free.length + 1);

  const starting = new Map<number, number[]>();
  for (const [i, v] of upper.entries()) {
    if (!starting.has(v)) starting.set(v, []);
    starting.get(v)!.push(i);
  }
  const events = [...new Set([...upper, ...lower])].sort(isAbove);
  const endings = new Int32Array(xs.length);
  for (const v of lower) endings[v]!++;
  const active: number[] = [];
  for (const v of events) {
    let low = 0;
    for (let high = active.length; low < high; ) {
      const middle = (low + high) >> 1;
      const [u, l] = [upper[active[middle]!]!, lower[active[middle]!]!];
      if (orientation(xs[u]!, ys[u]!, xs[l]!, ys[l]!, xs[v]!, ys[v]!) < 0) low = middle + 1;
      else high = middle;
    }
    let ending = 0;
    while (low + ending < active.length && lower[active[low + ending]!] === v) ending++;
    // Edges that crossed others may end elsewhere in the order.
    for (let i = active.length - 1; ending < endings[v]! && i >= 0; i--) {
      if (lower[active[i]!] !== v || (i >= low && i < low + ending)) continue;
      active.splice(i, 1);
      if (i < low) low--;
    }
    const fresh = (starting.get(v) ?? []).sort((i, j) =>
      orientation(xs[v]!, ys[v]!, xs[lower[i]!]!, ys[lower[i]!]!, xs[lower[j]!]!, ys[lower[j]!]!),
    );
    active.splice(low, ending, ...fresh);
    for (let at = low; at <= low + fresh.length; at++) {
      const [west, east] = [active[at - 1], active[at]];
      if (east !== undefined && at < low + fresh.length) {
        leftCover[east] = west === undefined ? 0 : rightCover[west]!;
        // Downwards the region lies on the left of the sweep's order, upwards on the right.
        rightCover[east] = leftCover[east]! + (upper[east] === from[free[east]!] ? -1 : 1);
      }
      join(west === undefined ? UNBOUNDED : 2 * west + 2, east === undefined ? UNBOUNDED : 2 * east + 1);
    }
  }
  return {
    upper,
    lower,
    leftCover,
    rightCover,
    leftCell: free.map((_, i) => find(2 * i + 1)),
    rightCell: free.map((_, i) => find(2 * i + 2)),
  };
}

/** Numbers that turn out to be one are known by the least of them. */
function createJoins(count: number): { find: (a: number) => number; join: (a: number, b: number) => void } {
  const parent = Int32Array.from({ length: count }, (_, a) => a);
  const find = (a: number): number => {
    while (parent[a] !== a) {
      parent[a] = parent[parent[a]!]!;
      a = parent[a]!;
    }
    return a;
  };
  return {
    find,
    join(a, b) {
      const [low, high] = [Math.min(find(a), find(b)), Math.max(find(a), find(b))];
      parent[high] = low;
    },
  };
}

/** Takes the cells out that hold the centre of a background pixel. */
function dropBackground(
  cells: Map<number, number>,
  { mapXs, mapYs }: SentPolygons,
  free: Int32Array,
  { upper, lower, leftCell, rightCell }: Pick<SweptEdges, 'upper' | 'lower' | 'leftCell' | 'rightCell'>,
  { width, height, ids }: LabelMap,
): void {
  if (cells.size === 0) return;
  const edges = edgesBetween(upper, lower, mapXs, mapYs, new Int32Array(free.length));
  cutRows(edges, height, (xs, cut, start, end, _, row) => {
    for (let i = start; i + 1 < end; i++) {
      const edge = cut[i]!;
      // The map may lie turned: what is left of an edge on its way down is right of it on its way up.
      const cell = edges.y1[edge]! > edges.y0[edge]! ? rightCell[edge]! : leftCell[edge]!;
      if (!cells.has(cell)) continue;
      const last = Math.min(width - 0.5, xs[i + 1]!);
      for (let c = Math.max(0, Math.ceil(xs[i]! - 0.5)); c + 0.5 < last; c++) {
        if (ids[row * width + c] !== 0) continue;
        cells.delete(cell);
        break;
      }
    }
  });
}
