import type { Piece } from './label-pieces.ts';
import type { LyingPart, Twins } from './face-layout.ts';
import type { LabelSchema } from './label-schema.ts';

/** Of a head that is turned aside the far eye is smaller; what is smaller still is a speck. */
const MIN_OF_OTHER = 0.1;
/** In sides of a square as large as the larger one: the two of a pair lie 5 apart, two parts of an eye behind a strand 1. */
const MIN_APART = 2.5;
/** The other label of the pair counts as missing where it has so few of this one's pixels. */
const SLIVER = 0.02;

/**
 * Labels of one side under which both of a pair lie, as models answer that were trained on flipped pictures whose sides
 * were not renamed: each with its two largest parts.
 *
 * @param pieces by label, the largest first, in the portrait's proportions
 */
export function twinLabels(pieces: ReadonlyMap<number, readonly Piece[]>, { parts }: LabelSchema): Twins {
  const twins = new Map<number, readonly [LyingPart, LyingPart]>();
  const pixelsOf = (label: number): number => (pieces.get(label) ?? []).reduce((sum, { pixels }) => sum + pixels, 0);
  for (const [label, { name, subjectSide }] of parts) {
    const [first, second] = pieces.get(label) ?? [];
    if (subjectSide === null || first === undefined || second === undefined || second.pixels < MIN_OF_OTHER * first.pixels) continue;
    const other = [...parts].find(([candidate, part]) => candidate !== label && part.name === name)?.[0];
    if (other !== undefined && pixelsOf(other) > SLIVER * pixelsOf(label)) continue;
    const apart = Math.hypot(first.centroid[0] - second.centroid[0], first.centroid[1] - second.centroid[1]);
    if (apart > MIN_APART * Math.sqrt(first.pixels)) twins.set(label, [first, second]);
  }
  return twins;
}
