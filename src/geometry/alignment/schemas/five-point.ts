import type { LandmarkSchema } from './landmark-schema.ts';

/** InsightFace, RetinaFace, MTCNN: image-left eye, image-right eye, nose tip, image-left and -right mouth corner. */
export const FIVE_POINT: LandmarkSchema = {
  name: 'five-point',
  count: 5,
  pairs: { eyes: [[0, 1]], mouth: [[3, 4]] },
  midline: [2],
  eyes: { right: [0], left: [1] },
  noseTip: 2,
  mouth: [3, 4],
  anatomy: {},
};
