import type { DescribedRegion, Zone } from '../face/described-region.ts';
import type { Point, Size } from '../plane/affine.ts';
import type { Topology } from '../plane/topology.ts';
import type { Style } from './style.ts';

export interface Drawing {
  /** Of the upright frame; becomes width, height and viewBox. */
  readonly size: Size;
  /** The upright portrait, drawn under the regions over the whole frame, unless the style leaves it out; base64 in the standard alphabet. */
  readonly portrait: { readonly mediaType: string; readonly base64: string } | null;
  /** The regions that are drawn, in the upright frame. */
  readonly regions: readonly DescribedRegion[];
  /** What these regions are made of, found by label; it may hold more of them, which are not drawn. */
  readonly topology: Topology;
  /** Upright frame; null where there are none to draw. */
  readonly landmarks: readonly Point[] | null;
  /** Upright frame. */
  readonly zones: readonly Zone[];
  /** null where the face has none. */
  readonly axes: Axes | null;
  readonly style: Style;
}

/** Straight lines of a face, each from end to end in the upright frame. */
export interface Axes {
  /** The fitted midline, top to bottom. */
  readonly midline: readonly [Point, Point];
  /** Through the centres of both eyes. */
  readonly eyes: readonly [Point, Point];
}
