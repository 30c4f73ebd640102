import type { Point } from '../plane/affine.ts';

/** An edge that a ray meets, and where. */
export interface Meeting {
  readonly ring: number;
  /** The edge from the ring's corner of this number to the next one. */
  readonly edge: number;
  readonly x: number;
}

/** A level ray to the left: from a corner of a ring to the first border of the rings before it. */
export interface Ray {
  readonly from: Point;
  /** Rings from this number on are looked through. */
  readonly ring: number;
}

/**
 * The first edge that each ray meets, null where it meets none. Rings must not cross each other, though they may touch;
 * where they do cross, an edge farther away may be found. Of edges that meet a ray in one point the one that lies nearer
 * just below it is taken, as a corner on the ray counts as lying above it.
 *
 * Heights of rays are the leaves of a segment tree. Each edge lies in the few nodes that it spans whole, so that within
 * a node edges have an order from left to right and are found by halving: O((edges + rays) log² rays).
 */
export function firstToTheLeft(rings: readonly (readonly Point[])[], rays: readonly Ray[]): (Meeting | null)[] {
  const heights = Float64Array.from(new Set(rays.map(({ from }) => from[1]))).sort();
  const edges = edgesOf(rings);
  const nodes = nodesOf(edges, heights);
  return rays.map(({ from: [x, y], ring }) => {
    let nearest = -1;
    for (let node = heights.length + firstFrom(heights, y); node >= 1; node >>= 1) {
      const found = lastUpTo(nodes[node] ?? [], edges, x, y, ring);
      if (found >= 0 && (nearest < 0 || isNearer(edges, found, nearest, y))) nearest = found;
    }
    if (nearest < 0) return null;
    return { ring: edges.ring[nearest]!, edge: edges.edge[nearest]!, x: meets(edges, nearest, y) };
  });
}

interface Edges {
  /** Both ends of edge i: x, y at 4i and 4i + 1, then x, y. */
  readonly ends: Float64Array;
  readonly ring: Int32Array;
  readonly edge: Int32Array;
}

function edgesOf(rings: readonly (readonly Point[])[]): Edges {
  const count = rings.reduce((sum, ring) => sum + ring.length, 0);
  const edges = { ends: new Float64Array(4 * count), ring: new Int32Array(count), edge: new Int32Array(count) };
  let at = 0;
  for (const [number, ring] of rings.entries()) {
    for (const [i, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!;
      edges.ends.set([x, y, nextX, nextY], 4 * at);
      edges.ring[at] = number;
      edges.edge[at] = i;
      at += 1;
    }
  }
  return edges;
}

/** Of each node of the tree, root 1, children 2n and 2n + 1, the edges that span its heights but not those of its parent. */
function nodesOf(edges: Edges, heights: Float64Array): number[][] {
  const nodes: number[][] = [];
  for (let i = 0; i < edges.ring.length; i++) {
    const y0 = edges.ends[4 * i + 1]!;
    const y1 = edges.ends[4 * i + 3]!;
    let low = heights.length + firstFrom(heights, Math.min(y0, y1));
    let high = heights.length + firstFrom(heights, Math.max(y0, y1));
    for (; low < high; low >>= 1, high >>= 1) {
      if (low & 1) (nodes[low++] ??= []).push(i);
      if (high & 1) (nodes[--high] ??= []).push(i);
    }
  }
  const [lowest, highest] = spansOf(heights);
  for (const [node, own] of nodes.entries()) {
    if (own === undefined || own.length < 2) continue;
    // Edges that do not cross have one order at both ends of the node; where they touch in one, the other decides.
    const place = new Map(own.map((i) => [i, meets(edges, i, lowest[node]!) + meets(edges, i, highest[node]!)]));
    own.sort((a, b) => place.get(a)! - place.get(b)! || a - b);
  }
  return nodes;
}

/** The lowest and the highest height of each node. */
function spansOf(heights: Float64Array): [Float64Array, Float64Array] {
  const count = heights.length;
  const lowest = new Float64Array(2 * count);
  const highest = new Float64Array(2 * count);
  lowest.set(heights, count);
  highest.set(heights, count);
  for (let node = count - 1; node >= 1; node--) {
    lowest[node] = Math.min(lowest[2 * node]!, lowest[2 * node + 1]!);
    highest[node] = Math.max(highest[2 * node]!, highest[2 * node + 1]!);
  }
  return [lowest, highest];
}

/** Of a node's edges the last that meets the height at `x` or left of it and is of a ring before `ring`; -1 where none does. */
function lastUpTo(own: readonly number[], edges: Edges, x: number, y: number, ring: number): number {
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(edges, own[middle]!, y) <= x) low = middle + 1;
    else high = middle;
  }
  // Later rings have no corner farther left, so that those met here touch the ray's own start: a few at most.
  while (low > 0 && edges.ring[own[low - 1]!]! >= ring) low -= 1;
  return low > 0 ? own[low - 1]! : -1;
}

function isNearer(edges: Edges, a: number, b: number, y: number): boolean {
  const [ax, bx] = [meets(edges, a, y), meets(edges, b, y)];
  return ax > bx || (ax === bx && lean(edges, a) > lean(edges, b));
}

function meets({ ends }: Edges, i: number, y: number): number {
  const [x0, y0, x1, y1] = [ends[4 * i]!, ends[4 * i + 1]!, ends[4 * i + 2]!, ends[4 * i + 3]!];
  return x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
}

/** How far right an edge goes by the time it is one pixel farther down. */
function lean({ ends }: Edges, i: number): number {
  return (ends[4 * i + 2]! - ends[4 * i]!) / (ends[4 * i + 3]! - ends[4 * i + 1]!);
}

/** The number of the first height from `y` on. */
function firstFrom(heights: Float64Array, y: number): number {
  let low = 0;
  let high = heights.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights[middle]! < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
