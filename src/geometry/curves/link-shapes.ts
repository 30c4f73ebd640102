import { STEPS_PER_PX } from '../plane/steps.ts';
import type { Chains } from '../lattice/place.ts';
import { quantized, type Curve } from './flatten.ts';
import type { LinkHandles, SmoothCourse } from './link-handles.ts';
import { STRAIGHT_LEVEL, type Links } from './links.ts';
import type { Nodes } from './nodes.ts';

/** What the curves of links are made of. */
export interface CurveSources {
  readonly chains: Chains;
  readonly links: Links;
  /** By chain, null for borders that stay straight. */
  readonly courses: readonly (SmoothCourse | null)[];
  readonly handles: LinkHandles;
  readonly nodes: Nodes;
  /** 0 to 1: how much of their bend the links have. */
  readonly roundness: number;
}

/** The control points of a link's curve, in steps of the label map, at the levels of the links and the offsets of the chains. */
export function shapesOf(
  { chains, links, courses, handles, nodes, roundness }: CurveSources, levels: Uint8Array, offsets: Float64Array,
): (link: number) => Curve {
  const { startXs, startYs, endXs, endYs } = handles;

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

  return (link) => {
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
}
