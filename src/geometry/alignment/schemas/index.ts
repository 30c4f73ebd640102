import { LANDMARK_SCHEMAS, type LandmarkSchemaName } from '../../../contract/names.ts';
import type { Point } from '../../plane/affine.ts';
import { GeometryError } from '../../geometry-error.ts';
import { COCO_WHOLEBODY_133 } from './coco-wholebody-133.ts';
import { DLIB_5 } from './dlib-5.ts';
import { faultOfShape } from './face-shape.ts';
import { FIVE_POINT } from './five-point.ts';
import { IBUG_68 } from './ibug-68.ts';
import { INSIGHTFACE_106 } from './insightface-106.ts';
import type { LandmarkSchema } from './landmark-schema.ts';
import { LAPA_106 } from './lapa-106.ts';
import { MEDIAPIPE_468, MEDIAPIPE_478 } from './mediapipe.ts';
import { withSidesExchanged } from './mirrored.ts';
import { TWO_POINT } from './two-point.ts';
import { WFLW_98 } from './wflw-98.ts';

export const LANDMARK_SCHEMA_TABLES: Readonly<Record<LandmarkSchemaName, LandmarkSchema>> = {
  'mediapipe-478': MEDIAPIPE_478,
  'mediapipe-468': MEDIAPIPE_468,
  'ibug-68': IBUG_68,
  'wflw-98': WFLW_98,
  'lapa-106': LAPA_106,
  'insightface-106': INSIGHTFACE_106,
  'coco-wholebody-133': COCO_WHOLEBODY_133,
  'five-point': FIVE_POINT,
  'dlib-5': DLIB_5,
  'two-point': TWO_POINT,
};

/** The schemas that have this many points, whatever their shape. */
export function landmarkSchemasOfCount(count: number): LandmarkSchema[] {
  return Object.values(LANDMARK_SCHEMA_TABLES).filter((schema) => schema.count === count);
}

/** A list of landmarks, and how it is to be read. */
export interface ReadLandmarks {
  readonly schema: LandmarkSchema;
  /** Whether its right side lies on the viewer's right, as in a picture that was mirrored together with its landmarks. */
  readonly mirrored: boolean;
}

/**
 * As `chooseLandmarkSchema`, and takes the list of a mirrored face, too. Of orders that share a count none is taken for
 * a mirrored one, unless they are told apart by the proportions of a face: chords alone would mistake a mirror for one
 * order more.
 *
 * @throws GeometryError `unknown_landmark_schema`
 */
export function readLandmarkOrder(points: readonly Point[], stated: LandmarkSchemaName | null): ReadLandmarks {
  const candidates = candidatesFor(points, stated);
  const mayBeMirrored = candidates.length === 1 || candidates.every(({ meanFace }) => meanFace !== undefined);
  if (mayBeMirrored && candidates.every((schema) => schema.count === points.length && faultOfShape(points, schema) !== null)) {
    const [only, ...others] = candidates.filter((schema) => faultOfShape(withSidesExchanged(points, schema), schema) === null);
    if (only !== undefined && others.length === 0) return { schema: only, mirrored: true };
  }
  return { schema: chooseLandmarkSchema(points, stated), mirrored: false };
}

/**
 * The schema of the landmarks: the stated one, or the one with as many points that they have the shape of; orders of
 * the same count are far enough apart that no face fits two.
 *
 * @throws GeometryError `unknown_landmark_schema` where the count or the shape fits none
 */
export function chooseLandmarkSchema(points: readonly Point[], stated: LandmarkSchemaName | null): LandmarkSchema {
  const candidates = candidatesFor(points, stated);
  if (candidates.length === 0) {
    throw unknown(`No known landmark schema has ${points.length} points; known are ${known()}.`);
  }
  const faults: string[] = [];
  for (const schema of candidates) {
    if (schema.count !== points.length) {
      throw unknown(`The landmark schema ${schema.name} has ${schema.count} points, but ${points.length} were sent.`);
    }
    const fault = faultOfShape(points, schema);
    if (fault === null) return schema;
    faults.push(`${schema.name}: ${fault}`);
  }
  throw unknown(`The ${points.length} points do not form a face in the order of ${faults.join('; nor of ')}.`);
}

function candidatesFor(points: readonly Point[], stated: LandmarkSchemaName | null): LandmarkSchema[] {
  return stated === null ? landmarkSchemasOfCount(points.length) : [LANDMARK_SCHEMA_TABLES[stated]];
}

function known(): string {
  return LANDMARK_SCHEMAS.map((name) => `${name} (${LANDMARK_SCHEMA_TABLES[name].count})`).join(', ');
}

function unknown(detail: string): GeometryError {
  return new GeometryError('unknown_landmark_schema', detail);
}
