/** A model as it lies in its package: a file, or a part of one. All are Apache-2.0, by Google: see NOTICE. */
export interface ModelSource {
  readonly package: string;
  readonly file: string;
  /** Where it lies in the file; the whole of it where this is left out. */
  readonly bytes?: readonly [from: number, to: number];
  readonly sha256: string;
}

export const MODELS = {
  'face-detection-short-range': {
    package: '@mediapipe/face_mesh',
    file: 'face_mesh_solution_packed_assets.data',
    bytes: [3_757_224, 3_986_256],
    sha256: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633',
  },
  'face-detection-full-range': {
    package: '@mediapipe/face_detection',
    file: 'face_detection_full_range.tflite',
    sha256: '99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3',
  },
  'face-mesh': {
    package: '@mediapipe/face_mesh',
    file: 'face_mesh_solution_packed_assets.data',
    bytes: [2_495_952, 3_737_848],
    sha256: 'c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1',
  },
  'selfie-segmentation': {
    package: '@mediapipe/selfie_segmentation',
    file: 'selfie_segmentation.tflite',
    sha256: '8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27',
  },
} as const satisfies Record<string, ModelSource>;

export type ModelName = keyof typeof MODELS;
export const MODEL_NAMES = Object.keys(MODELS) as ModelName[];
