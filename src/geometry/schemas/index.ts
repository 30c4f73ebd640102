import { LANDMARK_SCHEMAS, type LandmarkSchemaName } from '../../contract.ts';
import type { Point } from '../affine.ts';
import { GeometryError } from '../geometry-error.ts';
import { faultOfShape } from './face-shape.ts';
import { FIVE_POINT } from './five-point.ts';
import { IBUG_68 } from './ibug-68.ts';
import type { LandmarkSchema } from './landmark-schema.ts';
import { MEDIAPIPE_468, MEDIAPIPE_478 } from './mediapipe.ts';
import { TWO_POINT } from './two-point.ts';

export const LANDMARK_SCHEMA_TABLES: Readonly<Record<LandmarkSchemaName, LandmarkSchema>> = {
  'mediapipe-478': MEDIAPIPE_478,
  'mediapipe-468': MEDIAPIPE_468,
  'ibug-68': IBUG_68,
  'five-point': FIVE_POINT,
  'two-point': TWO_POINT,
};

/** The schema that has this many points, whatever their shape. */
export function landmarkSchemaOfCount(count: number): LandmarkSchema | null {
  return Object.values(LANDMARK_SCHEMA_TABLES).find((schema) => schema.count === count) ?? null;
}

/**
 * The schema of the landmarks: the stated one, or the one with as many points; either must then have the shape of a
 * face.
 *
 * @throws GeometryError `unknown_landmark_schema` where the count or the shape fits none
 */
export function chooseLandmarkSchema(points: readonly Point[], stated: LandmarkSchemaName | null): LandmarkSchema {
  const schema = stated === null ? landmarkSchemaOfCount(points.length) : LANDMARK_SCHEMA_TABLES[stated];
  if (schema === null) throw unknown(`No known landmark schema has ${points.length} points; known are ${known()}.`);
  if (schema.count !== points.length) {
    throw unknown(`The landmark schema ${schema.name} has ${schema.count} points, but ${points.length} were sent.`);
  }
  const fault = faultOfShape(points, schema);
  if (fault !== null) {
    throw unknown(`The ${points.length} points do not form a face in the order of ${schema.name}: ${fault}.`);
  }
  return schema;
}

function known(): string {
  return LANDMARK_SCHEMAS.map((name) => `${name} (${LANDMARK_SCHEMA_TABLES[name].count})`).join(', ');
}

function unknown(detail: string): GeometryError {
  return new GeometryError('unknown_landmark_schema', detail);
}
