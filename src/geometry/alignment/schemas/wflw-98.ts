import type { LandmarkSchema } from './landmark-schema.ts';

/** WFLW (Look at Boundary, CVPR 2018), counted from 0; pairs as in mmpose's wflw.py. */
export const WFLW_98: LandmarkSchema = {
  name: 'wflw-98',
  count: 98,
  pairs: {
    eyes: [[60, 72], [61, 71], [62, 70], [63, 69], [64, 68], [65, 75], [66, 74], [67, 73]],
    irises: [[96, 97]],
    brows: [[33, 46], [34, 45], [35, 44], [36, 43], [37, 42], [38, 50], [39, 49], [40, 48], [41, 47]],
    nose: [[55, 59], [56, 58]],
    mouth: [[76, 82], [77, 81], [78, 80], [87, 83], [86, 84], [88, 92], [89, 91], [95, 93]],
    oval: Array.from({ length: 16 }, (_, i) => [i, 32 - i] as const),
  },
  midline: [51, 52, 53, 54, 57, 79, 90, 94, 85, 16],
  eyes: { right: [60, 61, 62, 63, 64, 65, 66, 67], left: [68, 69, 70, 71, 72, 73, 74, 75] },
  noseTip: 54,
  mouth: [76, 82],
  anatomy: {
    eyeOuter: [60, 72],
    eyeInner: [64, 68],
    browOuter: [33, 46],
    browPeak: [35, 44],
    browInner: [37, 42],
    nasion: 51,
    subnasale: 57,
    alare: [55, 59],
    labialeSuperius: 79,
    labialeInferius: 85,
    stomion: [90, 94],
    menton: 16,
    gonion: [8, 24],
    side: [0, 32],
  },
};
