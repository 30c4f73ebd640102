import type { RegionStyle } from '../../contract.ts';
import type { Arc, ArcRing } from '../regions/topology.ts';
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
export function bordersOf(arcs: readonly Arc[], sides: ReadonlyMap<number, Side>, all: BorderLook): Border[] {
  const looks = arcs.map(({ left, right }) => borderLook(sides.get(left), sides.get(right), all));
  /** At each end of a drawn arc, the walks that start there. */
  const starts = new Map<string, number[]>();
  for (const [k, look] of looks.entries()) {
    if (look === null) continue;
    for (const half of [k, ~k]) {
      const place = startOf(arcs, half);
      starts.set(place, [...(starts.get(place) ?? []), half]);
    }
  }
  const onward = (half: number): number | null => {
    const here = starts.get(startOf(arcs, ~half))!;
    if (here.length !== 2) return null;
    const next = here[0] === ~half ? here[1]! : here[0]!;
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
    const closed = startOf(arcs, walk[0]!) === startOf(arcs, ~walk.at(-1)!);
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
  const own: RegionStyle = { ...sides[1]?.own, ...sides[0]?.own };
  const strokeWidth = own.stroke_width ?? all.strokeWidth;
  if (strokeWidth === 0) return null;
  return { stroke: own.stroke ?? all.stroke, strokeWidth, dash: own.dash === undefined ? all.dash : own.dash };
}

/** The values of a look that borders have. */
export function linesOf({ stroke, strokeWidth, dash }: Look): BorderLook {
  return { stroke, strokeWidth, dash };
}

function labelsBeside(arcs: readonly Arc[], walk: ArcRing, ahead: 'left' | 'right', back: 'left' | 'right'): number[] {
  return [...new Set(walk.map((half) => arcs[arcOf(half)]![half < 0 ? back : ahead]))];
}

function arcOf(half: number): number {
  return half < 0 ? ~half : half;
}

function startOf(arcs: readonly Arc[], half: number): string {
  const { points } = arcs[arcOf(half)]!;
  const [x, y] = half < 0 ? points.at(-1)! : points[0]!;
  return `${x} ${y}`;
}

function turnAround(walk: number[]): void {
  walk.reverse();
  for (let i = 0; i < walk.length; i++) walk[i] = ~walk[i]!;
}

function isSameLook(a: BorderLook, b: BorderLook): boolean {
  return a.stroke === b.stroke && a.strokeWidth === b.strokeWidth && a.dash === b.dash;
}
