import type { LabelSchemaName } from '../../contract/names.ts';
import { wrapDegrees } from '../plane/angle.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Blob } from './label-blobs.ts';
import { LABEL_SCHEMA_TABLES, nameLabel } from './label-schemas.ts';
import { type LandmarksOnMap, landmarkShare } from './landmark-share.ts';
import type { Reading } from './read-as-schema.ts';

/** Schemas whose confidence differs by less explain the map equally well. */
const EQUAL_WITHIN = 0.03;
/** Between the tilt of the face and the line from eyes to mouth, which yaw and pitch skew. */
const MAX_ROLL_DIFFERENCE_DEGREES = 60;
/** Of the landmarks, for a reading to be the right one of several. */
const MIN_SHARE = 0.7;

/**
 * The reading that fits best. Of several that fit equally well and name the map alike the first; where they name it
 * differently, the one that the tilt of the face or the landmarks uphold, or none.
 *
 * @param readings of the most confidence first
 */
export function chooseReading(
  readings: readonly Reading[],
  blobs: ReadonlyMap<number, Blob>,
  map: LabelMap,
  { rollDegrees, face }: { readonly rollDegrees?: number; readonly face?: LandmarksOnMap },
): Reading | null {
  const fitting = readings.filter(({ fits }) => fits);
  const [best] = fitting;
  if (best === undefined) return null;
  const equal = fitting.filter(({ confidence }) => confidence > best.confidence - EQUAL_WITHIN);
  if (equal.every(({ name }) => nameAlike(name, best.name, blobs))) return best;
  const upheld = equal.filter(
    (reading) =>
      (rollDegrees !== undefined && isTiltedBy(reading, rollDegrees)) ||
      (face !== undefined && meanShare(reading.name, blobs, map, face) >= MIN_SHARE),
  );
  const [only] = upheld;
  return only !== undefined && upheld.every(({ name }) => nameAlike(name, only.name, blobs)) ? only : null;
}

function isTiltedBy(reading: Reading, rollDegrees: number): boolean {
  return Math.abs(wrapDegrees(reading.rollDegrees - rollDegrees)) <= MAX_ROLL_DIFFERENCE_DEGREES;
}

export function meanShare(schema: LabelSchemaName, blobs: ReadonlyMap<number, Blob>, map: LabelMap, face: LandmarksOnMap): number {
  const shares = Object.values(landmarkShare(map, blobs, schema, face)).filter((share) => share !== null);
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * What lies between the lips is an inner mouth to one schema and teeth to another. Sides that are not settled contradict
 * none.
 */
export function nameAlike(one: LabelSchemaName, other: LabelSchemaName, blobs: ReadonlyMap<number, unknown>): boolean {
  const plain = (name: string): string => (name === 'teeth' ? 'inner_mouth' : name);
  const areSettled = [one, other].every((name) => LABEL_SCHEMA_TABLES[name].sides === 'settled');
  return [...blobs.keys()].every((label) => {
    const [a, b] = [nameLabel(one, label), nameLabel(other, label)];
    return plain(a.name) === plain(b.name) && (!areSettled || a.subjectSide === b.subjectSide);
  });
}

/** Whether two schemas give different names to labels that both know; sides that are not settled contradict none. */
export function contradict(one: LabelSchemaName, other: LabelSchemaName, labels: ReadonlyMap<number, unknown>): boolean {
  const knowBoth = [...labels.keys()].filter((label) => [one, other].every((name) => LABEL_SCHEMA_TABLES[name].parts.has(label)));
  return !nameAlike(one, other, new Map(knowBoth.map((label) => [label, null])));
}
