import type { LandmarkSchema } from './landmark-schema.ts';

/**
 * dlib's `shape_predictor_5_face_landmarks`: outer and inner corner of the subject's left eye, outer and inner corner of
 * the right one, base of the nose. It knows no mouth.
 */
export const DLIB_5: LandmarkSchema = {
  name: 'dlib-5',
  count: 5,
  pairs: { eyes: [[2, 0], [3, 1]] },
  midline: [4],
  eyes: { right: [2, 3], left: [0, 1] },
  noseTip: null,
  mouth: null,
  anatomy: { eyeOuter: [2, 0], eyeInner: [3, 1], subnasale: 4 },
  // Vertices 263, 362, 33, 133 and 2 of MediaPipe's canonical_face_model.obj. Nothing here moves with expression.
  meanFace: {
    places: [[0.705, -0.006, -0.046], [0.295, 0.006, 0.046], [-0.705, -0.006, -0.046], [-0.295, 0.006, 0.046], [0, 0.748, 0.411]],
    below: [4],
    within: 0.13,
  },
};
