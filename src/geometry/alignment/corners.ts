import type { LandmarkSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { pick } from './schemas/landmark-schema.ts';
import { LANDMARK_SCHEMA_TABLES } from './schemas/index.ts';

/**
 * Corners of eyes and mouth, where borders of regions may turn sharply, in the frame of the landmarks. None where the
 * schema has no points for them.
 *
 * @throws RangeError if there are fewer landmarks than the schema has
 */
export function faceCorners(landmarks: readonly Point[], schema: LandmarkSchemaName): Point[] {
  const { anatomy, mouth } = LANDMARK_SCHEMA_TABLES[schema];
  return [anatomy.eyeOuter, anatomy.eyeInner, mouth].flatMap((pair) => (pair ? pick(landmarks, pair) : []));
}
