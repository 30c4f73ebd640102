import type { LabelMap } from '../geometry/label-map.ts';
import type { ConnectedPart } from './connected-parts.ts';

/** What is known of a pixel's part: nothing, that it is large for good, or that the running search has it. */
const UNKNOWN = 0;
const LARGE = 1;
const TAKEN = 2;

/**
 * Gives specks to the label with the longest common border, the smaller label if two are equal, smallest speck first.
 * A speck may have grown by others that were given to it, or have become large, so each is searched anew at its turn.
 * @param map changed in place
 * @param keepers pixels whose part stays as it is, however small
 * @returns the pixels given away, as often as they were
 */
export function absorbSpecks(
  { width, height, ids }: LabelMap,
  specks: readonly ConnectedPart[],
  keepers: ReadonlySet<number>,
  minPartPx: number,
): number[] {
  const given: number[] = [];
  const known = new Uint8Array(ids.length);
  const borders = new Map<number, number>();
  for (const { seed } of [...specks].sort((p, q) => p.pixels - q.pixels || p.seed - q.seed)) {
    const label = ids[seed]!;
    const part = [seed];
    known[seed] = known[seed] === LARGE ? LARGE : TAKEN;
    let large = known[seed] === LARGE;
    borders.clear();
    for (let next = 0; next < part.length && !large; next++) {
      const pixel = part[next]!;
      const x = pixel % width;
      if (x > 0) visit(pixel - 1);
      if (x < width - 1) visit(pixel + 1);
      if (pixel >= width) visit(pixel - width);
      if (pixel < width * (height - 1)) visit(pixel + width);
    }
    for (const pixel of part) known[pixel] = large ? LARGE : UNKNOWN;
    if (large || part.some((pixel) => keepers.has(pixel)) || borders.size === 0) continue;
    const winner = longestBorder(borders);
    for (const pixel of part) {
      ids[pixel] = winner;
      given.push(pixel);
    }

    function visit(pixel: number): void {
      const other = ids[pixel]!;
      if (other !== label) {
        borders.set(other, (borders.get(other) ?? 0) + 1);
      } else if (known[pixel] === LARGE) {
        large = true;
      } else if (known[pixel] === UNKNOWN) {
        known[pixel] = TAKEN;
        part.push(pixel);
        large ||= part.length >= minPartPx;
      }
    }
  }
  return given;
}

function longestBorder(borders: ReadonlyMap<number, number>): number {
  let [winner, longest] = [-1, 0];
  for (const [label, edges] of borders) {
    if (edges > longest || (edges === longest && label < winner)) [winner, longest] = [label, edges];
  }
  return winner;
}
