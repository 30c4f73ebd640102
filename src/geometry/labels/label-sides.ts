import type { LabelSides } from '../../contract/label-choice.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { sidesOf } from './sides.ts';
import type { Blob } from './label-blobs.ts';
import type { Piece } from './label-pieces.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';
import type { Place } from './landmark-frame.ts';

/** Of a label's pixels, on each side of the face, for it to span both. */
const MIN_ON_EACH = 0.1;
/** Nearer to the middle a piece has no side. */
const MIN_ASIDE = 0.15;

/**
 * The subject's side of every label that the schema gives one, by where it lies among all labels of the map. A label that
 * has pieces on both sides of the face has none.
 *
 * @param pieces by label
 * @param place of a point of the map in the landmarks' face
 */
export function labelSides(
  schema: LabelSchemaName | 'unknown',
  blobs: ReadonlyMap<number, Blob>,
  pieces: ReadonlyMap<number, readonly Piece[]>,
  place: (point: Point) => Place,
): LabelSides {
  if (schema === 'unknown') return {};
  const { parts } = LABEL_SCHEMA_TABLES[schema];
  const all = Array.from(blobs, ([label, { centroid }]) => {
    const part = parts.get(label);
    return { label, name: part?.name ?? `label ${label}`, subjectSide: part?.subjectSide ?? null, centroid: [...centroid] as [number, number] };
  });
  const spansBoth = (label: number): boolean => {
    const own = pieces.get(label) ?? [];
    const pixelsWhere = (isThere: (across: number) => boolean): number =>
      own.reduce((sum, { pixels, centroid }) => sum + (isThere(place(centroid).across) ? pixels : 0), 0);
    const least = MIN_ON_EACH * pixelsWhere(() => true);
    return pixelsWhere((across) => across < -MIN_ASIDE) > least && pixelsWhere((across) => across > MIN_ASIDE) > least;
  };
  const sided = all.filter(({ subjectSide: side }) => side !== null);
  return Object.fromEntries(sided.map((region) => [region.label, spansBoth(region.label) ? null : sidesOf(region, all).subjectSide]));
}
