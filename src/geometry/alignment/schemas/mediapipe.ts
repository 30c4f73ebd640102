import type { CueGroup, LandmarkSchema, Pair } from './landmark-schema.ts';

// Indices from MediaPipe's face_landmarks_connections.ts and canonical_face_model.obj; sides are the subject's.

const MESH_POINTS = 468;
/** Below this index lie the right half and the midline of the mesh, from it on the left half. */
const FIRST_LEFT = 248;

/** x = 0 in the canonical face model; forehead to chin. */
const MIDLINE = [
  10, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 19, 94, 2, 164, 0, 11, 12, 13, 14, 15, 16, 17, 18, 200, 199, 175, 152,
];

/** The k-th index of the right half mirrors to 248 + k; exact on every vertex of the canonical model. */
const MIRROR: ReadonlyMap<number, number> = new Map(
  Array.from({ length: FIRST_LEFT }, (_, index) => index)
    .filter((index) => !MIDLINE.includes(index))
    .map((right, k) => [right, FIRST_LEFT + k]),
);

const RIGHT_EYE = [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173];

type HalfGroup = Exclude<CueGroup, 'surface' | 'irises'>;

const RIGHT_HALF: Readonly<Record<HalfGroup, readonly number[]>> = {
  eyes: RIGHT_EYE,
  brows: [46, 53, 52, 65, 55, 70, 63, 105, 66, 107],
  nose: [98, 129],
  mouth: [61, 185, 40, 39, 37, 146, 91, 181, 84, 78, 191, 80, 81, 82, 95, 88, 178, 87],
  oval: [109, 67, 103, 54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148],
};

/** Iris centres, then the ring: its image-right point mirrors to the other's image-left one. */
const IRIS_PAIRS: readonly Pair[] = [
  [468, 473],
  [469, 476],
  [470, 475],
  [471, 474],
  [472, 477],
];

export const MEDIAPIPE_468: LandmarkSchema = {
  name: 'mediapipe-468',
  count: MESH_POINTS,
  pairs: { ...mirroredGroups(), surface: surfacePairs() },
  midline: MIDLINE,
  eyes: { right: RIGHT_EYE, left: RIGHT_EYE.map(mirrored) },
  noseTip: 1,
  mouth: [61, 291],
  anatomy: {
    eyeOuter: [33, 263],
    eyeInner: [133, 362],
    browOuter: [70, 300],
    browPeak: [105, 334],
    browInner: [107, 336],
    glabella: 9,
    nasion: 168,
    subnasale: 2,
    alare: [129, 358],
    labialeSuperius: 0,
    labialeInferius: 17,
    stomion: [13, 14],
    menton: 152,
    gonion: [172, 397],
    side: [234, 454],
  },
};

/** The mesh with both irises. Its eye centres stay those of the lids: an iris follows the gaze. */
export const MEDIAPIPE_478: LandmarkSchema = {
  ...MEDIAPIPE_468,
  name: 'mediapipe-478',
  count: 478,
  pairs: { ...MEDIAPIPE_468.pairs, irises: IRIS_PAIRS },
};

function mirrored(right: number): number {
  const left = MIRROR.get(right);
  if (left === undefined) throw new RangeError(`landmark ${right} is not in the right half of the mesh`);
  return left;
}

function toPair(right: number): Pair {
  return [right, mirrored(right)];
}

function mirroredGroups(): Record<HalfGroup, Pair[]> {
  return {
    eyes: RIGHT_HALF.eyes.map(toPair),
    brows: RIGHT_HALF.brows.map(toPair),
    nose: RIGHT_HALF.nose.map(toPair),
    mouth: RIGHT_HALF.mouth.map(toPair),
    oval: RIGHT_HALF.oval.map(toPair),
  };
}

/** Every pair of the mesh that no named part holds. */
function surfacePairs(): Pair[] {
  const named = new Set(Object.values(RIGHT_HALF).flat());
  return [...MIRROR.keys()].filter((right) => !named.has(right)).map(toPair);
}
