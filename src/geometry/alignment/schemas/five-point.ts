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
  // MediaPipe's canonical_face_model.obj: means of vertices 33, 133 and 263, 362; vertices 1, 61, 291. ArcFace's template
  // of 112x112 has the nose at 0.571, the mouth at 1.155 and 0.828 wide. A mouth's corners move most: a smile widens it
  // by a third, an open mouth lowers them.
  meanFace: {
    places: [[-0.5, 0, 0], [0.5, 0, 0], [0, 0.595, 0.636], [-0.39, 1.105, 0.13], [0.39, 1.105, 0.13]],
    below: [3, 4],
    within: 0.25,
  },
};
