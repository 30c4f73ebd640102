import type { LandmarkSchema } from './landmark-schema.ts';

/** The order of iBUG 300-W that dlib made common, counted from 0; pairs as in mmpose's 300w.py. */
export const IBUG_68: LandmarkSchema = {
  name: 'ibug-68',
  count: 68,
  pairs: {
    eyes: [[36, 45], [37, 44], [38, 43], [39, 42], [40, 47], [41, 46]],
    brows: [[17, 26], [18, 25], [19, 24], [20, 23], [21, 22]],
    nose: [[31, 35], [32, 34]],
    mouth: [[48, 54], [49, 53], [50, 52], [59, 55], [58, 56], [60, 64], [61, 63], [67, 65]],
    oval: [[0, 16], [1, 15], [2, 14], [3, 13], [4, 12], [5, 11], [6, 10], [7, 9]],
  },
  midline: [27, 28, 29, 30, 33, 51, 62, 66, 57, 8],
  eyes: { right: [36, 37, 38, 39, 40, 41], left: [42, 43, 44, 45, 46, 47] },
  noseTip: 30,
  mouth: [48, 54],
};
