import type { LandmarkSchema } from './landmark-schema.ts';

/**
 * Of the orders that have 106 points, Face++'s shares outline and lips with LaPa's. Read as LaPa's, its chords come near
 * (up to 0.88 in all) only in heads turned to one side, and then those of the nose stay below 0.6; chords in the right
 * order keep 0.96 in all and 0.73 in each part at a yaw of 60 degrees with noise of a twentieth of the eyes' distance.
 */
export const MIN_PARALLEL_OF_106 = { whole: 0.82, part: 0.7 } as const;

/** LaPa and JD's landmark challenge, counted from 0; pairs as in mmpose's lapa.py. */
export const LAPA_106: LandmarkSchema = {
  name: 'lapa-106',
  count: 106,
  pairs: {
    eyes: [[66, 79], [67, 78], [68, 77], [69, 76], [70, 75], [71, 82], [72, 81], [73, 80]],
    // 74 and 83 lie within the eyes as the pupils 104 and 105 do.
    irises: [[104, 105], [74, 83]],
    brows: [[33, 46], [34, 45], [35, 44], [36, 43], [37, 42], [38, 50], [39, 49], [40, 48], [41, 47]],
    nose: [[55, 65], [56, 64], [57, 63], [58, 62], [59, 61]],
    mouth: [[84, 90], [85, 89], [86, 88], [95, 91], [94, 92], [96, 100], [97, 99], [103, 101]],
    oval: Array.from({ length: 16 }, (_, i) => [i, 32 - i] as const),
  },
  midline: [51, 52, 53, 54, 60, 87, 98, 102, 93, 16],
  eyes: { right: [66, 67, 68, 69, 70, 71, 72, 73], left: [75, 76, 77, 78, 79, 80, 81, 82] },
  noseTip: 54,
  mouth: [84, 90],
  anatomy: {
    eyeOuter: [66, 79],
    eyeInner: [70, 75],
    browOuter: [33, 46],
    browPeak: [35, 44],
    browInner: [37, 42],
    nasion: 51,
    subnasale: 60,
    alare: [57, 63],
    labialeSuperius: 87,
    labialeInferius: 93,
    stomion: [98, 102],
    menton: 16,
    gonion: [8, 24],
    side: [0, 32],
  },
  leastParallel: MIN_PARALLEL_OF_106,
};
