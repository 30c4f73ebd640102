import { applyAffine, invertAffine, type Affine } from '../plane/affine.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import type { Region, Ring } from '../plane/region.ts';

/** Polygons read back from an answer, as directed edges between distinct vertices; a region lies right of its edges. */
export interface SentPolygons {
  /** Distinct vertices in whole steps of the answer's frame. */
  readonly vertices: IntegerPoints;
  /** The same vertices in label-map pixels. */
  readonly mapXs: Float64Array;
  readonly mapYs: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
  /** Number of the part, counted over all regions. */
  readonly part: Int32Array;
  /** The edge that runs the other way between the same vertices, or -1: there is no region on its left. */
  readonly twin: Int32Array;
  readonly partLabels: readonly number[];
  /** Vertices that a ring passes more than once, counted. */
  readonly repeated: number;
  /** Squared steps of the answer's frame in one pixel of the map. */
  readonly stepsPerMapPx: number;
}

/** @throws RangeError if the placement is singular */
export function readPolygons(regions: readonly Region[], placement: Affine): SentPolygons {
  const rings: { ring: Ring; label: number; part: number }[] = [];
  const partLabels: number[] = [];
  for (const { label, parts } of regions) {
    for (const { outer, holes } of parts) {
      for (const ring of [outer, ...holes]) rings.push({ ring, label, part: partLabels.length });
      partLabels.push(label);
    }
  }
  const edgeCount = rings.reduce((sum, { ring }) => sum + ring.length, 0);
  const index = createVertexIndex(edgeCount);
  const from = new Int32Array(edgeCount);
  const to = new Int32Array(edgeCount);
  const labels = new Int32Array(edgeCount);
  const parts = new Int32Array(edgeCount);
  let repeated = 0;
  let edge = 0;
  const lastRing = new Int32Array(edgeCount).fill(-1);
  for (const [r, { ring, label, part }] of rings.entries()) {
    const first = edge;
    for (const point of ring) {
      const x = point[0];
      const y = point[1];
      const vertex = index.add(Math.round(x * STEPS_PER_PX), Math.round(y * STEPS_PER_PX));
      if (lastRing[vertex] === r) repeated++;
      lastRing[vertex] = r;
      from[edge] = vertex;
      to[edge > first ? edge - 1 : edge] = vertex;
      labels[edge] = label;
      parts[edge++] = part;
    }
    if (edge > first) to[edge - 1] = from[first]!;
  }

  const { xs, ys } = index.take();
  const inverse = invertAffine(placement);
  const mapXs = new Float64Array(xs.length);
  const mapYs = new Float64Array(xs.length);
  for (let v = 0; v < xs.length; v++) {
    const [x, y] = applyAffine(inverse, [xs[v]! / STEPS_PER_PX, ys[v]! / STEPS_PER_PX]);
    mapXs[v] = x;
    mapYs[v] = y;
  }
  return {
    vertices: { xs, ys, vertices: new Int32Array(xs.length).map((_, v) => v) },
    mapXs,
    mapYs,
    from,
    to,
    label: labels,
    part: parts,
    twin: findTwins(from, to, xs.length),
    partLabels,
    repeated,
    stepsPerMapPx: Math.abs(placement[0] * placement[3] - placement[1] * placement[2]) * STEPS_PER_PX ** 2,
  };
}

/** Each edge is matched once at most: of two equal edges only one finds its twin. */
function findTwins(from: Int32Array, to: Int32Array, vertexCount: number): Int32Array {
  const twin = new Int32Array(from.length).fill(-1);
  const heads = new Int32Array(vertexCount).fill(-1);
  const next = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    for (let other = heads[to[e]!]!; other >= 0; other = next[other]!) {
      if (to[other] !== from[e] || twin[other]! >= 0) continue;
      twin[e] = other;
      twin[other] = e;
      break;
    }
    next[e] = heads[from[e]!]!;
    heads[from[e]!] = e;
  }
  return twin;
}

/** Gives equal coordinates equal numbers, by open addressing. */
function createVertexIndex(capacity: number): { add(x: number, y: number): number; take(): { xs: Float64Array; ys: Float64Array } } {
  const bits = Math.max(4, Math.ceil(Math.log2(capacity + 1)) + 1);
  const slots = new Int32Array(1 << bits);
  const xs = new Float64Array(capacity);
  const ys = new Float64Array(capacity);
  let count = 0;
  return {
    add(x, y) {
      let slot = (Math.imul(x | 0, 0x9e3779b1) ^ Math.imul(y | 0, 0x85ebca6b)) >>> (32 - bits);
      for (;;) {
        const vertex = slots[slot]! - 1;
        if (vertex < 0) break;
        if (xs[vertex] === x && ys[vertex] === y) return vertex;
        slot = (slot + 1) & (slots.length - 1);
      }
      xs[count] = x;
      ys[count] = y;
      slots[slot] = count + 1;
      return count++;
    },
    take: () => ({ xs: xs.subarray(0, count), ys: ys.subarray(0, count) }),
  };
}
