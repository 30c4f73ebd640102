import type { LandmarkSchema } from './landmark-schema.ts';
import { MIN_PARALLEL_OF_106 } from './lapa-106.ts';

/**
 * What InsightFace's model 2d106det gives: the points of LaPa in another order. Its authors describe the order by a
 * drawing only; pairs follow from how DeepFaceLive (lmrks_106_to_68_mean_pairs) and others reduce it to iBUG's 68.
 */
export const INSIGHTFACE_106: LandmarkSchema = {
  name: 'insightface-106',
  count: 106,
  pairs: {
    eyes: [[35, 93], [41, 96], [40, 94], [42, 95], [39, 89], [37, 90], [33, 87], [36, 91]],
    irises: [[38, 92], [34, 88]],
    brows: [[43, 101], [48, 105], [49, 104], [51, 103], [50, 102], [46, 97], [47, 98], [45, 99], [44, 100]],
    nose: [[75, 81], [76, 82], [77, 83], [78, 84], [79, 85]],
    mouth: [[52, 61], [64, 68], [63, 67], [55, 58], [56, 59], [65, 69], [66, 70], [54, 57]],
    oval: Array.from({ length: 16 }, (_, i) => [i + 1, i + 17] as const),
  },
  midline: [72, 73, 74, 86, 80, 71, 62, 60, 53, 0],
  eyes: { right: [33, 35, 36, 37, 39, 40, 41, 42], left: [87, 89, 90, 91, 93, 94, 95, 96] },
  noseTip: 86,
  mouth: [52, 61],
  anatomy: {
    eyeOuter: [35, 93],
    eyeInner: [39, 89],
    browOuter: [43, 101],
    browPeak: [49, 104],
    browInner: [50, 102],
    nasion: 72,
    subnasale: 80,
    alare: [77, 83],
    labialeSuperius: 71,
    labialeInferius: 53,
    stomion: [62, 60],
    menton: 0,
    gonion: [16, 32],
    side: [1, 17],
  },
  leastParallel: MIN_PARALLEL_OF_106,
};
