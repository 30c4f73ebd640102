import type { LabelFinding } from '../../contract/label-finding.ts';
import type { Warning } from '../../contract/warning.ts';
import { LABEL_SCHEMAS, type LabelSchemaName } from '../../contract/names.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { chooseReading } from './choose-reading.ts';
import { type Blob, labelBlobs, solidity, stretchBlobs } from './label-blobs.ts';
import { mainNeighbour } from './label-neighbours.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';
import { type LandmarksOnMap, landmarkShare } from './landmark-share.ts';
import { readAs } from './read-as-schema.ts';
import { doubtsAbout } from './stated-schema.ts';

/** What is known besides the map; each is evidence only, and none is needed. */
export interface LabelEvidence {
  /** Labels of the map, in its frame, where they were counted already. */
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
/** Its 11 is an ear or glasses to others: who has found a map knows, and says so, and nobody else's is taken for one. */
const OWN_SCHEMA = 'frontal-11' satisfies LabelSchemaName;
/** A reading below this is no runner-up worth naming. */
const LEAST_RUNNER_UP = 0.05;

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
  const blobs = withoutNoise(stretchBlobs(all, stretchOf(map, evidence.face)));
  const neighbourOf = rememberingNeighbours(map);
  const schemas = LABEL_SCHEMAS.filter((name) => name !== OWN_SCHEMA || name === stated);
  const readings = schemas.flatMap((name) => readAs(LABEL_SCHEMA_TABLES[name], blobs, neighbourOf) ?? []).sort(
    (a, b) => b.confidence - a.confidence,
  );
  const found = chooseReading(readings, blobs, map, evidence);
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

/** A face is judged as the portrait shows it, whose shape the map need not have. */
function stretchOf(map: LabelMap, face: LandmarksOnMap | undefined): number {
  return face === undefined ? 1 : (face.portraitSize.width * map.height) / (face.portraitSize.height * map.width);
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
