import { applyAffine, type Affine } from '../plane/affine.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import type { Chains } from '../lattice/place.ts';
import { flattenCurve, quantized, type Curve } from './flatten.ts';
import type { LinkHandles, SmoothCourse } from './link-handles.ts';
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
  const { startXs, startYs, endXs, endYs } = handles;
  const levels = new Uint8Array(links.count);
  const offsets = new Float64Array(chains.count);
  const first = new Int32Array(links.count);
  const length = new Int32Array(links.count);
  let count = chains.xs.length;
  let xs = grown(sent.xs);
  let ys = grown(sent.ys);
  let mapXs = grown(chains.xs);
  let mapYs = grown(chains.ys);
  let vertices = new Int32Array(xs.length);
  vertices.set(sent.vertices);

  const add = (x: number, y: number, vertex: number): void => {
    if (count === xs.length) {
      [xs, ys, mapXs, mapYs] = [grown(xs), grown(ys), grown(mapXs), grown(mapYs)];
      const wider = new Int32Array(xs.length);
      wider.set(vertices);
      vertices = wider;
    }
    mapXs[count] = x / STEPS_PER_PX;
    mapYs[count] = y / STEPS_PER_PX;
    const [sentX, sentY] = applyAffine(placement, [mapXs[count]!, mapYs[count]!]);
    xs[count] = Math.round(sentX * STEPS_PER_PX) + 0;
    ys[count] = Math.round(sentY * STEPS_PER_PX) + 0;
    // What no chain has gets a number of its own.
    vertices[count] = vertex < 0 ? chains.vertexCount + count : vertex;
    count++;
  };

  /** A node goes as far as the less smooth one of its links goes. */
  const node = (p: number, before: number, behind: number): [x: number, y: number] => {
    const [x, y] = [chains.xs[p]! * STEPS_PER_PX, chains.ys[p]! * STEPS_PER_PX];
    const level = before < 0 || behind < 0 ? STRAIGHT_LEVEL : Math.max(levels[before]!, levels[behind]!);
    if (level === STRAIGHT_LEVEL) return [x, y];
    const chain = links.chain[before]!;
    const { dense, smooth } = courses[chain]!;
    const i = nodes.at[p]!;
    const [toX, toY] = [dense.xs[i]! - chains.xs[p]!, dense.ys[i]! - chains.ys[p]!];
    const strength = STEPS_PER_PX / 2 ** level;
    if (nodes.corner[p] === 1) return [x + quantized(toX * strength), y + quantized(toY * strength)];
    const [alongX, alongY] = [startXs[behind]! - endXs[before]!, startYs[behind]! - endYs[before]!];
    const aside = offsets[chain]! / (Math.sqrt(alongX * alongX + alongY * alongY) || 1);
    return [
      x + quantized((smooth.moveXs[i]! - aside * alongY) * strength),
      y + quantized((smooth.moveYs[i]! + aside * alongX) * strength),
    ];
  };

  const curve = (link: number): Curve => {
    const [x0, y0] = node(links.start[link]!, links.before[link]!, link);
    const [x3, y3] = node(links.end[link]!, link, links.behind[link]!);
    const bend = levels[link] === STRAIGHT_LEVEL ? 0 : roundness / 2 ** levels[link]!;
    const third = (1 - bend) / 3;
    const scale = bend * STEPS_PER_PX;
    return [
      x0, y0,
      x0 + quantized(scale * startXs[link]! + third * (x3 - x0)), y0 + quantized(scale * startYs[link]! + third * (y3 - y0)),
      x3 + quantized(scale * endXs[link]! - third * (x3 - x0)), y3 + quantized(scale * endYs[link]! - third * (y3 - y0)),
      x3, y3,
    ];
  };

  const visitInner = (link: number, shape: Curve, visit: (x: number, y: number) => void): void => {
    if (levels[link] !== STRAIGHT_LEVEL) flattenCurve(shape, flatness[links.chain[link]!]! * STEPS_PER_PX, visit);
  };

  const redraw = (link: number): void => {
    const shape = curve(link);
    first[link] = count;
    add(shape[0], shape[1], chains.vertices[links.start[link]!]!);
    visitInner(link, shape, (x, y) => add(x, y, -1));
    add(shape[6], shape[7], chains.vertices[links.end[link]!]!);
    length[link] = count - first[link]!;
  };

  return {
    levels,
    first,
    length,
    points: () => ({ xs, ys, vertices }),
    mapPoints: () => ({ xs: mapXs, ys: mapYs }),
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

function grown(values: Float64Array): Float64Array {
  const wider = new Float64Array(2 * values.length + 64);
  wider.set(values);
  return wider;
}
