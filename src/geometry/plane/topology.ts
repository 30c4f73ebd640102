import type { Point } from './affine.ts';

/** A cubic Bézier curve that starts where the one before it ended. */
export type Cubic = readonly [control1: Point, control2: Point, end: Point];

/** A border between two regions, once, in the frame of the answer. */
export interface Arc {
  /** Labels beside the way along the arc: 0 is background, -1 outside of the map. */
  readonly left: number;
  readonly right: number;
  /** As the rings have them, both ends included; a closed arc ends with its first point again. */
  readonly points: readonly Point[];
  /** The smoothed border, from the first point to the last; null where it is drawn straight from point to point. */
  readonly curve: readonly Cubic[] | null;
}

/** A ring as a walk along arcs, in the manner of TopoJSON: k is arc k forward, ~k backward. */
export type ArcRing = readonly number[];

export interface ArcPart {
  readonly outer: ArcRing;
  readonly holes: readonly ArcRing[];
}

/** What regions are made of. Regions, parts and holes in the order of the regions themselves. */
export interface Topology {
  readonly arcs: readonly Arc[];
  readonly regions: readonly { readonly label: number; readonly parts: readonly ArcPart[] }[];
}
