import { type Interval, TOUCHES_WITHIN_PX } from './line-intervals.ts';

/**
 * Where, going up from the brows, skin meets hair: the lower end of hair that lies right above skin. A strand with more
 * forehead above it is passed over. null where there is no such border above the brows.
 *
 * @param skin ascending, heights along the midline, down positive
 * @param strandPx strands of hair over the forehead and specks of skin in hair are thinner
 */
export function findHairline(skin: readonly Interval[], hair: readonly Interval[], brow: number, strandPx: number): number | null {
  const borders = hair
    .filter(({ end }) => end < brow)
    .map((over) => ({ over, under: skin.find(({ start }) => touch(over.end, start)) }))
    .filter(({ under }) => under !== undefined)
    .toReversed();
  const found = borders.find(({ over }) => {
    const above = skin.find(({ end }) => touch(end, over.start));
    const isStrand = over.end - over.start < strandPx && above !== undefined && above.end - above.start >= strandPx;
    return !isStrand;
  });
  return found === undefined ? null : found.over.end;
}

function touch(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOUCHES_WITHIN_PX;
}
