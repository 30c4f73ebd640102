import type { Arc } from '../plane/topology.ts';
import type { Junctions } from './junctions.ts';
import type { PathWriter } from './path-data.ts';
import type { RegionLook } from './style.ts';

/** Lines under the fills of two neighbours each, all of one colour and kind. */
export interface Seam {
  /** The lesser one of both neighbours. */
  readonly opacity: number;
  /** Of the neighbour with the smaller label. */
  readonly colour: string;
  readonly cap: 'round' | 'butt';
  readonly data: string;
}

/** @param looks of the regions that are drawn, by label */
export function seamsOf(
  arcs: readonly Arc[], { count, from, to }: Junctions, looks: ReadonlyMap<number, RegionLook>, write: PathWriter,
): Seam[] {
  /** 1 where a drawn region's border meets what is not drawn. */
  const open = new Uint8Array(count);
  for (const [k, { left, right }] of arcs.entries()) {
    if (!looks.has(left) || !looks.has(right)) open[from[k]!] = open[to[k]!] = 1;
  }
  const seams = new Map<string, { opacity: number; colour: string; cap: Seam['cap']; data: string }>();
  for (const [k, { left, right }] of arcs.entries()) {
    const [one, other] = [looks.get(Math.min(left, right)), looks.get(Math.max(left, right))];
    if (one === undefined || other === undefined) continue;
    const opacity = Math.min(one.opacity, other.opacity);
    // A round end beside what is not drawn would stand out of the fills.
    const cap = open[from[k]!] === 1 || open[to[k]!] === 1 ? 'butt' : 'round';
    const key = `${opacity} ${one.fill} ${cap}`;
    const seam = seams.get(key) ?? { opacity, colour: one.fill, cap, data: '' };
    seam.data += write([k], from[k] === to[k]);
    seams.set(key, seam);
  }
  return [...seams.values()];
}
