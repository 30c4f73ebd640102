import type { LandmarkSchema } from './landmark-schema.ts';

/**
 * The two eyes, first the one on the image's left of the upright face. Nothing else tells up from down, so a face
 * whose eyes come in the other order is taken for one that stands on its head.
 */
export const TWO_POINT: LandmarkSchema = {
  name: 'two-point',
  count: 2,
  pairs: { eyes: [[0, 1]] },
  midline: [],
  eyes: { right: [0], left: [1] },
  noseTip: null,
  mouth: null,
  anatomy: {},
};
