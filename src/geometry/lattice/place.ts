import { closedAnchors } from './closed-anchors.ts';
import { OUTSIDE, type Borders } from './trace.ts';

/**
 * Borders as lines that vectors can follow: lattice corners give stair-steps, so an arc goes through the midpoints of
 * its lattice edges, from junction to junction. Every pixel centre stays on its side. Arcs on the map's frame and around
 * a few pixels keep the corners of pixels and stay as they are. Coordinates are label-map pixels, multiples of one half.
 */
export interface Chains {
  readonly count: number;
  /** Chain k owns the points `offsets[k]` to `offsets[k + 1]`. A closed chain ends with its first point again. */
  readonly offsets: Int32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Equal where two chains share a junction, and for both ends of a closed chain. */
  readonly vertices: Int32Array;
  readonly vertexCount: number;
  /** 1 for points that no simplification drops: ends, corners of the frame and of tiny islands, anchors of closed chains. */
  readonly pinned: Uint8Array;
}

/** A closed arc around so many pixels or fewer keeps their corners: the midpoints of its edges would take half a pixel. */
const TINY_PX = 3;

/** Chains in the order of the arcs and in their direction. */
export function placeBorders(borders: Borders): Chains {
  const { arcCount, left, right, from, to, junctionCount } = borders;
  const offsets = new Int32Array(arcCount + 1);
  const capacity = 2 * borders.xs.length + arcCount;
  const xs = new Float64Array(capacity);
  const ys = new Float64Array(capacity);
  const vertices = new Int32Array(capacity);
  const pinned = new Uint8Array(capacity);
  let length = 0;
  let vertexCount = junctionCount;
  const add = (x: number, y: number): void => {
    xs[length] = x;
    ys[length] = y;
    vertices[length++] = vertexCount++;
  };

  for (let k = 0; k < arcCount; k++) {
    const first = length;
    const closed = from[k]! < 0;
    const onFrame = left[k] === OUTSIDE || right[k] === OUTSIDE;
    const exact = onFrame || (closed && pixelsWithin(borders, k) <= TINY_PX);
    if (exact) addCorners(borders, k, add);
    else if (closed) addClosedMidpoints(borders, k, add);
    else addMidpoints(borders, k, add);
    if (closed) {
      const anchors = onFrame ? [0] : closedAnchors(xs.subarray(first, length), ys.subarray(first, length));
      rotateInPlace(xs.subarray(first, length), anchors[0]!);
      rotateInPlace(ys.subarray(first, length), anchors[0]!);
      for (const anchor of anchors) pinned[first + anchor - anchors[0]!] = 1;
      add(xs[first]!, ys[first]!);
      vertices[length - 1] = vertices[first]!;
    } else {
      vertices[first] = from[k]!;
      vertices[length - 1] = to[k]!;
    }
    pinned[first] = 1;
    pinned[length - 1] = 1;
    if (exact) pinned.fill(1, first, length);
    offsets[k + 1] = length;
  }
  return {
    count: arcCount,
    offsets,
    xs: xs.subarray(0, length),
    ys: ys.subarray(0, length),
    vertices: vertices.subarray(0, length),
    vertexCount,
    pinned: pinned.subarray(0, length),
  };
}

type Add = (x: number, y: number) => void;

/** Pixels that a closed arc goes around; it runs clockwise. */
function pixelsWithin({ offsets, xs, ys }: Borders, arc: number): number {
  const [start, end] = [offsets[arc]!, offsets[arc + 1]!];
  let doubled = 0;
  for (let p = start, before = end - 1; p < end; before = p++) doubled += xs[before]! * ys[p]! - xs[p]! * ys[before]!;
  return doubled / 2;
}

function addCorners({ offsets, xs, ys }: Borders, arc: number, add: Add): void {
  for (let p = offsets[arc]!; p < offsets[arc + 1]!; p++) add(xs[p]!, ys[p]!);
}

/** Both ends, and between them the first and the last midpoint of every straight run: those between lie on their line. */
function addMidpoints({ offsets, xs, ys }: Borders, arc: number, add: Add): void {
  const [start, last] = [offsets[arc]!, offsets[arc + 1]! - 1];
  add(xs[start]!, ys[start]!);
  for (let p = start; p < last; p++) addRun(xs[p]!, ys[p]!, xs[p + 1]!, ys[p + 1]!, p > start, p + 1 < last, add);
  add(xs[last]!, ys[last]!);
}

function addClosedMidpoints({ offsets, xs, ys }: Borders, arc: number, add: Add): void {
  const [start, end] = [offsets[arc]!, offsets[arc + 1]!];
  for (let p = start; p < end; p++) {
    const next = p + 1 < end ? p + 1 : start;
    addRun(xs[p]!, ys[p]!, xs[next]!, ys[next]!, true, true, add);
  }
}

function addRun(x0: number, y0: number, x1: number, y1: number, first: boolean, last: boolean, add: Add): void {
  const dx = Math.sign(x1 - x0) / 2;
  const dy = Math.sign(y1 - y0) / 2;
  const single = Math.abs(x1 - x0) + Math.abs(y1 - y0) === 1;
  if (first) add(x0 + dx, y0 + dy);
  if (last && !(first && single)) add(x1 - dx, y1 - dy);
}

function rotateInPlace(values: Float64Array, by: number): void {
  const head = values.slice(0, by);
  values.copyWithin(0, by);
  values.set(head, values.length - by);
}
