import type { Arc, ArcRing } from '../plane/topology.ts';
import type { Junctions } from './junctions.ts';
import type { RegionStyle } from './style.ts';
import type { Look } from './themes.ts';

export interface BorderLook {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash: string | null;
}

/** A line between junctions that show, once. */
export interface Border {
  readonly walk: ArcRing;
  readonly closed: boolean;
  /** Labels beside the way along it, in their order; more than one only where they are not drawn. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly look: BorderLook;
}

/** A region that is drawn, as a side of borders. */
export interface Side {
  readonly label: number;
  readonly area: number;
  readonly own: RegionStyle;
}

/**
 * The borders of the regions that are drawn, each once. Arcs of the same look become one border where no third of them
 * starts, so that dashes run on through a junction that only regions make which are not drawn.
 *
 * @param sides by label
 */
export function bordersOf(
  arcs: readonly Arc[], junctions: Junctions, sides: ReadonlyMap<number, Side>, all: BorderLook,
): Border[] {
  const looks = arcs.map(({ left, right }) => borderLook(sides.get(left), sides.get(right), all));
  const startOf = (half: number): number => (half < 0 ? junctions.to[~half]! : junctions.from[half]!);
  /** How many drawn arcs start or end at each junction, and the walks that start with them, one xor the other. */
  const starts = new Int32Array(junctions.count);
  const walks = new Int32Array(junctions.count);
  for (const [k, look] of looks.entries()) {
    if (look === null) continue;
    for (const half of [k, ~k]) {
      starts[startOf(half)]!++;
      walks[startOf(half)]! ^= half;
    }
  }
  const onward = (half: number): number | null => {
    const here = startOf(~half);
    if (starts[here] !== 2) return null;
    const next = walks[here]! ^ ~half;
    return isSameLook(looks[arcOf(half)]!, looks[arcOf(next)]!) ? next : null;
  };

  const borders: Border[] = [];
  const seen = new Uint8Array(arcs.length);
  for (const [k, look] of looks.entries()) {
    if (look === null || seen[k] === 1) continue;
    const walk = [k];
    seen[k] = 1;
    const extend = (): void => {
      for (let next = onward(walk.at(-1)!); next !== null && seen[arcOf(next)] === 0; next = onward(next)) {
        seen[arcOf(next)] = 1;
        walk.push(next);
      }
    };
    extend();
    turnAround(walk);
    extend();
    turnAround(walk);
    const closed = startOf(walk[0]!) === startOf(~walk.at(-1)!);
    borders.push({ walk, closed, look, left: labelsBeside(arcs, walk, 'left', 'right'), right: labelsBeside(arcs, walk, 'right', 'left') });
  }
  return borders;
}

/**
 * Each value by itself: a region's own one wins over that of all, and of two the smaller region's. null where there is
 * nothing to draw.
 */
export function borderLook(left: Side | undefined, right: Side | undefined, all: BorderLook): BorderLook | null {
  const sides = [left, right].filter((side) => side !== undefined).toSorted((a, b) => a.area - b.area || a.label - b.label);
  if (sides.length === 0) return null;
  if (sides.every((side) => Object.keys(side.own).length === 0)) return all.strokeWidth === 0 ? null : all;
  const own: RegionStyle = { ...sides[1]?.own, ...sides[0]?.own };
  const strokeWidth = own.strokeWidth ?? all.strokeWidth;
  if (strokeWidth === 0) return null;
  return { stroke: own.stroke ?? all.stroke, strokeWidth, dash: own.dash === undefined ? all.dash : own.dash };
}

/** The values of a look that borders have. */
export function linesOf({ stroke, strokeWidth, dash }: Look): BorderLook {
  return { stroke, strokeWidth, dash };
}

function labelsBeside(arcs: readonly Arc[], walk: ArcRing, ahead: 'left' | 'right', back: 'left' | 'right'): number[] {
  const labels = walk.map((half) => arcs[arcOf(half)]![half < 0 ? back : ahead]);
  return labels.length === 1 ? labels : [...new Set(labels)];
}

function arcOf(half: number): number {
  return half < 0 ? ~half : half;
}

function turnAround(walk: number[]): void {
  walk.reverse();
  for (let i = 0; i < walk.length; i++) walk[i] = ~walk[i]!;
}

function isSameLook(a: BorderLook, b: BorderLook): boolean {
  return a === b || (a.stroke === b.stroke && a.strokeWidth === b.strokeWidth && a.dash === b.dash);
}
