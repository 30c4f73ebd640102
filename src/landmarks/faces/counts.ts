import { LANDMARK_SCHEMAS } from '../../contract/names.ts';
import { LANDMARK_SCHEMA_TABLES } from '../../geometry/index.ts';

/** OpenPose's face: iBUG's 68 points, and the pupils. */
export const OPENPOSE_COUNT = 70;

/** How many points lists of a face have. */
export const KNOWN_COUNTS: ReadonlySet<number> = new Set([
  ...LANDMARK_SCHEMAS.map((name) => LANDMARK_SCHEMA_TABLES[name].count),
  OPENPOSE_COUNT,
]);
