import type { Anatomy, LandmarkSchema } from './landmark-schema.ts';

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
  anatomy: ibugAnatomy(0),
};

/** The anatomy of iBUG's points in a list where they start at index `first`. */
export function ibugAnatomy(first: number): Anatomy {
  const at = (right: number, left: number) => [first + right, first + left] as const;
  return {
    eyeOuter: at(36, 45),
    eyeInner: at(39, 42),
    browOuter: at(17, 26),
    browPeak: at(19, 24),
    browInner: at(21, 22),
    nasion: first + 27,
    subnasale: first + 33,
    alare: at(31, 35),
    labialeSuperius: first + 51,
    labialeInferius: first + 57,
    stomion: at(62, 66),
    menton: first + 8,
    gonion: at(4, 12),
    side: at(0, 16),
  };
}
