import { LABEL_SCHEMAS, type LabelFinding, type LabelSchemaName, type Warning } from '../../contract.ts';
import { wrapDegrees } from '../alignment/angle.ts';
import type { LabelMap } from '../label-map.ts';
import { type Blob, labelBlobs, solidity } from './label-blobs.ts';
import { mainNeighbour } from './label-neighbours.ts';
import { LABEL_SCHEMA_TABLES, nameLabel } from './label-schemas.ts';
import { type LandmarksOnMap, landmarkShare } from './landmark-share.ts';
import { readAs, type Reading } from './read-as-schema.ts';

/** What is known besides the map; each is evidence only, and none is needed. */
export interface LabelEvidence {
  /** Labels of the map, where they were counted already. */
  readonly blobs?: ReadonlyMap<number, Blob>;
  /** Tilt of the face. */
  readonly rollDegrees?: number;
  readonly face?: LandmarksOnMap;
}

export interface IdentifiedLabels {
  readonly finding: LabelFinding;
  /** What the shape says; differs from the finding's schema where one was stated. */
  readonly shape: LabelSchemaName | 'unknown';
  readonly warnings: readonly Warning[];
}

/** Labels that hold less than this share of the map's regions are noise: they say nothing about its schema. */
const NOISE_SHARE = 0.0001;
/** So are labels whose pixels are strewn; two small earrings, far apart, or an eye among strewn pixels are more solid. */
const NOISE_SOLIDITY = 0.003;
/** Schemas whose confidence differs by less explain the map equally well. */
const EQUAL_WITHIN = 0.03;
/** Between the tilt of the face and the line from eyes to mouth, which yaw and pitch skew. */
const MOST_ROLL_DIFFERENCE_DEGREES = 60;
/** Of the landmarks, for a reading to be the right one of several. */
const LEAST_SHARE = 0.5;
/** A reading below this is no runner-up worth naming. */
const LEAST_RUNNER_UP = 0.05;
const MOST_LABELS_NAMED = 8;

/**
 * Finds what a map's labels mean. Numbers alone do not tell (every 19-class model uses 0 to 18), so each schema is asked
 * whether the parts lie as in a face when the labels are read its way. Where several fit equally well and name the map
 * alike, the one listed first is taken; where they name it differently, the tilt of the face and the landmarks decide,
 * or nobody. A stated schema is used, and checked: what speaks against it becomes a warning.
 */
export function identifyLabels(
  map: LabelMap,
  stated: LabelSchemaName | null,
  evidence: LabelEvidence = {},
): IdentifiedLabels {
  const all = evidence.blobs ?? labelBlobs(map);
  const blobs = withoutNoise(all);
  const neighbourOf = rememberingNeighbours(map);
  const readings = LABEL_SCHEMAS.flatMap((name) => readAs(LABEL_SCHEMA_TABLES[name], blobs, neighbourOf) ?? []).sort(
    (a, b) => b.confidence - a.confidence,
  );
  const found = choose(readings, blobs, map, evidence);
  const shape = found?.name ?? 'unknown';
  const schema = stated ?? shape;
  const own = readings.find(({ name }) => name === schema);
  const other = readings.find(({ name }) => name !== schema);
  const { face } = evidence;
  return {
    finding: {
      schema,
      source: stated === null ? 'shape' : 'stated',
      confidence: rounded(own?.confidence ?? 0),
      runnerUp:
        other === undefined || other.confidence < LEAST_RUNNER_UP
          ? null
          : { schema: other.name, confidence: rounded(other.confidence) },
      landmarkShare: face === undefined || schema === 'unknown' ? null : landmarkShare(map, blobs, schema, face),
    },
    shape,
    warnings: stated === null ? [] : doubtsAbout(stated, all, own, found),
  };
}

function choose(
  readings: readonly Reading[],
  blobs: ReadonlyMap<number, Blob>,
  map: LabelMap,
  { rollDegrees, face }: LabelEvidence,
): Reading | null {
  const fitting = readings.filter(({ fits }) => fits);
  const [best] = fitting;
  if (best === undefined) return null;
  const equal = fitting.filter(({ confidence }) => confidence > best.confidence - EQUAL_WITHIN);
  if (equal.every(({ name }) => nameAlike(name, best.name, blobs))) return best;
  const upheld = equal.filter(
    (reading) =>
      (rollDegrees !== undefined && isTiltedBy(reading, rollDegrees)) ||
      (face !== undefined && meanShare(reading.name, blobs, map, face) >= LEAST_SHARE),
  );
  const [only] = upheld;
  return only !== undefined && upheld.every(({ name }) => nameAlike(name, only.name, blobs)) ? only : null;
}

function isTiltedBy(reading: Reading, rollDegrees: number): boolean {
  return Math.abs(wrapDegrees(reading.rollDegrees - rollDegrees)) <= MOST_ROLL_DIFFERENCE_DEGREES;
}

function meanShare(schema: LabelSchemaName, blobs: ReadonlyMap<number, Blob>, map: LabelMap, face: LandmarksOnMap): number {
  const shares = Object.values(landmarkShare(map, blobs, schema, face)).filter((share) => share !== null);
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** What lies between the lips is an inner mouth to one schema and teeth to another. */
function nameAlike(one: LabelSchemaName, other: LabelSchemaName, blobs: ReadonlyMap<number, Blob>): boolean {
  const plain = (name: string): string => (name === 'teeth' ? 'inner_mouth' : name);
  return [...blobs.keys()].every((label) => {
    const [a, b] = [nameLabel(one, label), nameLabel(other, label)];
    return plain(a.name) === plain(b.name) && a.subjectSide === b.subjectSide;
  });
}

function doubtsAbout(
  stated: LabelSchemaName,
  blobs: ReadonlyMap<number, Blob>,
  own: Reading | undefined,
  found: Reading | null,
): Warning[] {
  const warnings: Warning[] = [];
  const strange = [...blobs.keys()].filter((label) => !LABEL_SCHEMA_TABLES[stated].parts.has(label));
  if (strange.length > 0) {
    const more = strange.length > MOST_LABELS_NAMED ? ` and ${strange.length - MOST_LABELS_NAMED} more` : '';
    warnings.push({
      code: 'labels_not_in_schema',
      detail: `The stated label schema ${stated} does not know the labels ${strange.slice(0, MOST_LABELS_NAMED).join(', ')}${more}; they are named by their number.`,
    });
  }
  if (found !== null && found.name !== stated && !(own?.fits ?? false)) {
    warnings.push({
      code: 'label_schema_doubtful',
      detail: `The labels lie as ${found.name} has them (confidence ${rounded(found.confidence)}), not as the stated schema ${stated}; it was used all the same.`,
    });
  }
  return warnings;
}

/** Schemas that share their first labels ask for the same neighbours. */
function rememberingNeighbours(map: LabelMap): (label: number) => number | null {
  const known = new Map<number, number | null>();
  return (label) => {
    const neighbour = known.get(label) ?? mainNeighbour(map, label);
    known.set(label, neighbour);
    return neighbour;
  };
}

function withoutNoise(blobs: ReadonlyMap<number, Blob>): Map<number, Blob> {
  let pixels = 0;
  for (const blob of blobs.values()) pixels += blob.pixels;
  return new Map([...blobs].filter(([, blob]) => blob.pixels >= NOISE_SHARE * pixels && solidity(blob) >= NOISE_SOLIDITY));
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
