import type { Arc } from '../regions/topology.ts';
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
export function seamsOf(arcs: readonly Arc[], looks: ReadonlyMap<number, RegionLook>, write: PathWriter): Seam[] {
  const open = openEnds(arcs, looks);
  const seams = new Map<string, { opacity: number; colour: string; cap: Seam['cap']; data: string }>();
  for (const [k, { left, right, points }] of arcs.entries()) {
    const [one, other] = [looks.get(Math.min(left, right)), looks.get(Math.max(left, right))];
    if (one === undefined || other === undefined) continue;
    const opacity = Math.min(one.opacity, other.opacity);
    const ends = [points[0]!, points.at(-1)!].map(String);
    // A round end beside what is not drawn would stand out of the fills.
    const cap = ends.some((end) => open.has(end)) ? 'butt' : 'round';
    const key = `${opacity} ${one.fill} ${cap}`;
    const seam = seams.get(key) ?? { opacity, colour: one.fill, cap, data: '' };
    seam.data += write([k], ends[0] === ends[1]);
    seams.set(key, seam);
  }
  return [...seams.values()];
}

/** Where a drawn region's border meets what is not drawn. */
function openEnds(arcs: readonly Arc[], looks: ReadonlyMap<number, RegionLook>): Set<string> {
  const open = new Set<string>();
  for (const { left, right, points } of arcs) {
    if (looks.has(left) && looks.has(right)) continue;
    open.add(String(points[0]!)).add(String(points.at(-1)!));
  }
  return open;
}
