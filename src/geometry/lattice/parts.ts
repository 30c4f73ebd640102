import { OUTSIDE, type Borders } from './trace.ts';
import { createWestwardSearch } from './westward.ts';

/**
 * A ring is a closed walk along half-arcs with one label on its right all the way; it passes no junction twice.
 * An outer ring runs clockwise on the screen, a hole the other way.
 */
export interface Rings {
  readonly count: number;
  /** Ring r owns `halves[offsets[r]]` up to `halves[offsets[r + 1]]`: half-arc 2k is arc k forward, 2k + 1 backward. */
  readonly offsets: Int32Array;
  readonly halves: Int32Array;
  readonly labels: Int32Array;
  /** Twice the area in pixels that the ring encloses, negative for holes. */
  readonly doubledAreas: Float64Array;
}

/** A 4-connected part of one label, by its rings. */
export interface TracedPart {
  readonly label: number;
  readonly outer: number;
  readonly holes: readonly number[];
  /** Pixels inside, exactly. */
  readonly pixels: number;
}

/** Every ring of every label, background included, the outside not. */
export function walkRings(borders: Borders): Rings {
  const { arcCount, left, right, from, to } = borders;
  const halfArea = doubledAreaUnderArcs(borders);
  const offsets: number[] = [0];
  const halves: number[] = [];
  const labels: number[] = [];
  const areas: number[] = [];
  const seen = new Uint8Array(2 * arcCount);
  /** 1 + the place on the stack where the walk left this junction. */
  const leftAt = new Int32Array(borders.junctionCount);
  const stack: number[] = [];

  const close = (label: number, start: number): void => {
    let area = 0;
    for (let i = start; i < stack.length; i++) {
      const half = stack[i]!;
      halves.push(half);
      area += (half & 1) === 0 ? halfArea[half >> 1]! : -halfArea[half >> 1]!;
      const tail = (half & 1) === 0 ? from[half >> 1]! : to[half >> 1]!;
      if (tail >= 0) leftAt[tail] = 0;
    }
    stack.length = start;
    offsets.push(halves.length);
    labels.push(label);
    areas.push(area);
  };

  for (let first = 0; first < 2 * arcCount; first++) {
    const label = (first & 1) === 0 ? right[first >> 1]! : left[first >> 1]!;
    if (seen[first] || label === OUTSIDE) continue;
    let half = first;
    do {
      seen[half] = 1;
      const tail = (half & 1) === 0 ? from[half >> 1]! : to[half >> 1]!;
      if (tail >= 0) {
        // A part that touches itself corner to corner: what lies between both visits is a ring of its own.
        if (leftAt[tail]! > 0) close(label, leftAt[tail]! - 1);
        leftAt[tail] = stack.length + 1;
      }
      stack.push(half);
      half = following(borders, half);
    } while (half !== first);
    close(label, 0);
  }
  return {
    count: labels.length,
    offsets: Int32Array.from(offsets),
    halves: Int32Array.from(halves),
    labels: Int32Array.from(labels),
    doubledAreas: Float64Array.from(areas),
  };
}

/** Rings put together to parts: a hole belongs to the part around it. In the order of their outer rings. */
export function nestRings(borders: Borders, rings: Rings): TracedPart[] {
  const ringOfHalf = new Int32Array(2 * borders.arcCount).fill(-1);
  for (let r = 0; r < rings.count; r++) {
    for (let i = rings.offsets[r]!; i < rings.offsets[r + 1]!; i++) ringOfHalf[rings.halves[i]!] = r;
  }
  const outerOf = new Int32Array(rings.count).fill(-1);
  const holesOf = new Map<number, number[]>();
  for (let r = 0; r < rings.count; r++) {
    if (rings.doubledAreas[r]! > 0) {
      outerOf[r] = r;
      holesOf.set(r, []);
    }
  }
  if (holesOf.size === rings.count) return partsOf(rings, holesOf);
  const halfWestOf = createWestwardSearch(borders);
  const chain: number[] = [];
  for (let r = 0; r < rings.count; r++) {
    let ring = r;
    while (outerOf[ring] === -1) {
      chain.push(ring);
      const { column, row } = westernmostEdge(borders, rings, ring);
      ring = ringOfHalf[halfWestOf(column, row)]!;
    }
    for (const hole of chain) {
      outerOf[hole] = outerOf[ring]!;
      holesOf.get(outerOf[ring]!)!.push(hole);
    }
    chain.length = 0;
  }
  return partsOf(rings, holesOf);
}

function partsOf(rings: Rings, holesOf: ReadonlyMap<number, readonly number[]>): TracedPart[] {
  return Array.from(holesOf, ([outer, holes]) => ({
    label: rings.labels[outer]!,
    outer,
    holes: holes.toSorted((a, b) => a - b),
    pixels: holes.reduce((area, hole) => area + rings.doubledAreas[hole]!, rings.doubledAreas[outer]!) / 2,
  }));
}

/** Keeps the pixel on the right: a right turn where there is one. So pixels that share only a corner stay apart. */
function following({ from, to, departures, offsets, xs, ys }: Borders, half: number): number {
  const arc = half >> 1;
  const forward = (half & 1) === 0;
  const head = forward ? to[arc]! : from[arc]!;
  if (head < 0) return half;
  const last = forward ? offsets[arc + 1]! - 1 : offsets[arc]!;
  const before = forward ? last - 1 : last + 1;
  const heading = headingOf(xs[last]! - xs[before]!, ys[last]! - ys[before]!);
  for (const turn of [1, 0, 3]) {
    const next = departures[4 * head + ((heading + turn) & 3)]!;
    if (next > 0) return next - 1;
  }
  throw new RangeError('an arc ends at a lattice point that no other leaves');
}

function headingOf(dx: number, dy: number): number {
  if (dx === 0) return dy < 0 ? 0 : 2;
  return dx > 0 ? 1 : 3;
}

/** By the lattice point at its upper end: west of it lies the part around the hole. */
function westernmostEdge({ offsets, xs, ys, from }: Borders, rings: Rings, hole: number): { column: number; row: number } {
  let column = Infinity;
  let row = 0;
  for (let i = rings.offsets[hole]!; i < rings.offsets[hole + 1]!; i++) {
    const arc = rings.halves[i]! >> 1;
    const [start, end] = [offsets[arc]!, offsets[arc + 1]!];
    for (let p = start + 1; p < end; p++) {
      if (xs[p] === xs[p - 1] && xs[p]! < column) {
        column = xs[p]!;
        row = Math.min(ys[p]!, ys[p - 1]!);
      }
    }
    if (from[arc]! < 0 && xs[start] === xs[end - 1] && xs[start]! < column) {
      column = xs[start]!;
      row = Math.min(ys[start]!, ys[end - 1]!);
    }
  }
  return { column, row };
}

/** Per arc twice the signed area between it and the origin, closed arcs closed. Summed along a ring it is the ring's. */
function doubledAreaUnderArcs({ arcCount, offsets, xs, ys, from }: Borders): Float64Array {
  const areas = new Float64Array(arcCount);
  for (let k = 0; k < arcCount; k++) {
    const [start, end] = [offsets[k]!, offsets[k + 1]!];
    let sum = 0;
    for (let p = start + 1; p < end; p++) sum += xs[p - 1]! * ys[p]! - xs[p]! * ys[p - 1]!;
    if (from[k]! < 0) sum += xs[end - 1]! * ys[start]! - xs[start]! * ys[end - 1]!;
    areas[k] = sum;
  }
  return areas;
}
