import { GrowingInts } from '../plane/growing-ints.ts';
import type { LabelMap } from './label-map.ts';
import { GeometryError } from '../geometry-error.ts';
import { EAST, markLatticeEdges, NORTH, SOUTH, WEST } from './lattice.ts';

/**
 * The borders between labels, on the lattice of pixel corners.
 *
 * A *lattice edge* is one side of a pixel that has another label across it; the world beyond the map's frame counts as
 * one more label, `OUTSIDE`. A *junction* is a lattice point where three or four lattice edges meet. An *arc* is a
 * longest chain of lattice edges that holds no junction inside: it runs from junction to junction, or is closed.
 * Every lattice edge lies in exactly one arc.
 */
export interface Borders {
  readonly width: number;
  readonly height: number;
  readonly arcCount: number;
  /** Arc k owns the points `offsets[k]` to `offsets[k + 1]`: its ends and the corners where it turns, in order. */
  readonly offsets: Int32Array;
  /** Lattice coordinates of those points. A closed arc does not repeat its first point and runs clockwise. */
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  /** Labels on both sides, seen in the arc's direction. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Junctions at both ends, -1 for a closed arc. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly junctionCount: number;
  /** Per junction and heading (north, east, south, west): 1 + the half-arc that leaves that way, or 0. */
  readonly departures: Int32Array;
}

/** The label of everything beyond the frame. */
export const OUTSIDE = -1;

/** Twenty times what a busy map of 25 megapixels has, and what a few seconds can simplify. */
const MAX_BORDER_POINTS = 1_000_000;

/** Set in a junction's mask, beside its edges. */
const JUNCTION = 16;

/** Heading of a lattice point's only marked edge, by its mask. */
const HEADING_OF_MASK = Int8Array.of(-1, NORTH, EAST, -1, SOUTH, -1, -1, -1, WEST);
const DEGREE_OF_MASK = Uint8Array.of(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

/** Arcs of all labels at once, background included, in time linear in the pixels. A half-arc is 2k or, backward, 2k + 1. */
export function traceBorders(map: LabelMap): Borders {
  const { width, height } = map;
  const { masks, touched } = markLatticeEdges(map);
  if (touched.length > MAX_BORDER_POINTS) {
    throw new GeometryError('invalid_segmentation_map', 'The label map has longer borders than regions of a face can have. Noise?');
  }
  const junctions = markJunctions(masks, touched);
  const { walk, take } = createWalk(map, masks, junctions);
  for (const p of junctions) {
    for (let heading = 0; heading < 4; heading++) if (masks[p]! & (1 << heading)) walk(p, heading);
  }
  // What is left are closed arcs. The first touched point of each is a north-west corner, so east is clockwise.
  for (const p of touched) if ((masks[p]! & ~JUNCTION) !== 0) walk(p, EAST);
  return { width, height, junctionCount: junctions.length, ...take() };
}

function markJunctions(masks: Uint8Array, touched: Int32Array): number[] {
  const junctions: number[] = [];
  for (const p of touched) {
    if (DEGREE_OF_MASK[masks[p]!]! < 3) continue;
    masks[p]! |= JUNCTION;
    junctions.push(p);
  }
  return junctions;
}

interface Walk {
  /** Follows the arc that leaves a point, to a junction or back to the point, and takes its marks away. */
  readonly walk: (start: number, heading: number) => void;
  /** The arcs walked so far. */
  readonly take: () => Omit<Borders, 'width' | 'height' | 'junctionCount'>;
}

function createWalk(map: LabelMap, masks: Uint8Array, junctions: readonly number[]): Walk {
  const stride = map.width + 1;
  const step = Int32Array.of(-stride, 1, stride, -1);
  // Looked up at the ends of arcs only: a number for each lattice point would take four times the map's memory.
  const junctionAt = new Map(junctions.map((p, junction) => [p, junction]));
  const departures = new Int32Array(4 * junctions.length);
  const points = new GrowingInts();
  const offsets = new GrowingInts();
  const ends = new GrowingInts();
  const sides = new GrowingInts();

  const walk = (start: number, firstHeading: number): void => {
    const arc = offsets.length;
    offsets.push(points.length);
    const opening = junctionAt.get(start) ?? -1;
    if (opening >= 0) {
      points.push(start);
      departures[4 * opening + firstHeading] = 2 * arc + 1;
    }
    sides.push(labelAt(map, start, firstHeading, -1));
    sides.push(labelAt(map, start, firstHeading, 1));
    let p = start;
    let heading = firstHeading;
    for (;;) {
      masks[p]! &= ~(1 << heading);
      const next = p + step[heading]!;
      masks[next]! &= ~(1 << (heading ^ 2));
      p = next;
      if (masks[p]! >= JUNCTION || p === start) break;
      const turned = HEADING_OF_MASK[masks[p]!]!;
      if (turned !== heading) points.push(p);
      heading = turned;
    }
    const closing = junctionAt.get(p) ?? -1;
    if (closing >= 0) departures[4 * closing + (heading ^ 2)] = 2 * arc + 2;
    if (closing >= 0 || heading !== firstHeading) points.push(p);
    ends.push(opening);
    ends.push(closing);
  };
  return { walk, take: () => ({ departures, ...arcsOf(points, offsets, sides, ends, stride) }) };
}

function arcsOf(
  points: GrowingInts, offsets: GrowingInts, sides: GrowingInts, ends: GrowingInts, stride: number,
): Pick<Borders, 'arcCount' | 'offsets' | 'xs' | 'ys' | 'left' | 'right' | 'from' | 'to'> {
  const arcCount = offsets.length;
  offsets.push(points.length);
  const lattice = points.take();
  return {
    arcCount,
    offsets: offsets.take(),
    xs: lattice.map((p) => p % stride),
    ys: lattice.map((p) => (p / stride) | 0),
    left: everySecond(sides, 0),
    right: everySecond(sides, 1),
    from: everySecond(ends, 0),
    to: everySecond(ends, 1),
  };
}

/** The label beside the lattice edge that leaves p: side 1 is right, -1 left of the heading. */
function labelAt({ width, height, ids }: LabelMap, p: number, heading: number, side: 1 | -1): number {
  const stride = width + 1;
  const x = p % stride;
  const y = (p - x) / stride;
  const vertical = heading === NORTH || heading === SOUTH;
  const towards = heading === NORTH || heading === EAST ? side : -side;
  const column = vertical ? x + (towards > 0 ? 0 : -1) : x + (heading === EAST ? 0 : -1);
  const row = vertical ? y + (heading === SOUTH ? 0 : -1) : y + (towards > 0 ? 0 : -1);
  return column < 0 || row < 0 || column >= width || row >= height ? OUTSIDE : ids[row * width + column]!;
}

function everySecond(pairs: GrowingInts, offset: 0 | 1): Int32Array {
  const values = pairs.take();
  return new Int32Array(values.length / 2).map((_, k) => values[2 * k + offset]!);
}
