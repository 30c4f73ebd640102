import type { Affine } from '../plane/affine.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import type { Chains } from '../lattice/place.ts';
import { createDrawnPoints } from './drawn-points.ts';
import { flattenCurve, type Curve } from './flatten.ts';
import type { LinkHandles, SmoothCourse } from './link-handles.ts';
import { shapesOf } from './link-shapes.ts';
import { STRAIGHT_LEVEL, type Links } from './links.ts';
import type { Nodes } from './nodes.ts';

/** Links as curves, and the polygon points drawn for them. */
export interface CurvedLinks {
  /** 0 is as smooth as was asked for. */
  readonly levels: Uint8Array;
  /** All points drawn, in steps of the answer's frame; those of the chains come first, where they are unsmoothed. */
  points(): IntegerPoints;
  /** The same in label-map pixels. */
  mapPoints(): { readonly xs: Float64Array; readonly ys: Float64Array };
  /** Link's points, both ends included: from `first` on, `length` of them. */
  readonly first: Int32Array;
  readonly length: Int32Array;
  /** Control points in steps of the label map. */
  curve(link: number): Curve;
  /** Visits the points that a link is drawn with at its level and its chain's offset, both ends included, in steps of the label map. */
  trace(link: number, visit: (x: number, y: number) => void): void;
  /** Moves every node of a chain by so many pixels to the right of its direction, corners excepted. */
  offset(chain: number, px: number): void;
  offsetOf(chain: number): number;
  /** Draws a link anew: its level or that of one beside it has changed. */
  redraw(link: number): void;
}

/**
 * @param roundness 0 to 1: how much of their bend the links have; without any they are straight, if moved
 * @param flatness by chain, in label-map pixels
 */
export function createCurvedLinks(
  chains: Chains, links: Links, courses: readonly (SmoothCourse | null)[], handles: LinkHandles, nodes: Nodes,
  roundness: number, flatness: Float64Array, sent: IntegerPoints, placement: Affine,
): CurvedLinks {
  const levels = new Uint8Array(links.count);
  const offsets = new Float64Array(chains.count);
  const first = new Int32Array(links.count);
  const length = new Int32Array(links.count);
  const drawn = createDrawnPoints(chains, sent, placement);
  const curve = shapesOf({ chains, links, courses, handles, nodes, roundness }, levels, offsets);

  const visitInner = (link: number, shape: Curve, visit: (x: number, y: number) => void): void => {
    if (levels[link] !== STRAIGHT_LEVEL) flattenCurve(shape, flatness[links.chain[link]!]! * STEPS_PER_PX, visit);
  };

  const redraw = (link: number): void => {
    const shape = curve(link);
    first[link] = drawn.count();
    drawn.add(shape[0], shape[1], chains.vertices[links.start[link]!]!);
    visitInner(link, shape, (x, y) => drawn.add(x, y, -1));
    drawn.add(shape[6], shape[7], chains.vertices[links.end[link]!]!);
    length[link] = drawn.count() - first[link]!;
  };

  return {
    levels,
    first,
    length,
    points: drawn.points,
    mapPoints: drawn.mapPoints,
    curve,
    redraw,
    trace(link, visit) {
      const shape = curve(link);
      visit(shape[0], shape[1]);
      visitInner(link, shape, visit);
      visit(shape[6], shape[7]);
    },
    offset(chain, px) {
      offsets[chain] = px;
    },
    offsetOf: (chain) => offsets[chain]!,
  };
}
