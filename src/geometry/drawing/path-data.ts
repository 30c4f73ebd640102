import type { Coordinates, RegionDocument } from '../../result-document.ts';
import { round } from '../rounding.ts';

/** A hundredth of a pixel, as good as any renderer places an edge. */
const DECIMALS = 2;

/** SVG path data of all parts with their holes, for `fill-rule="evenodd"`. */
export function pathData(parts: RegionDocument['parts']): string {
  return parts.flatMap(({ outer, holes }) => [outer, ...holes].map(ringPath)).join('');
}

/** `M1 2L3 4L5 6Z`; empty for a ring without corners. */
function ringPath(ring: readonly Coordinates[]): string {
  if (ring.length === 0) return '';
  return `M${ring.map(([x, y]) => `${round(x, DECIMALS)} ${round(y, DECIMALS)}`).join('L')}Z`;
}
