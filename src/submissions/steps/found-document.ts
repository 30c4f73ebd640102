import type { FindOptions } from '../../contract/options.ts';
import type { FoundDocument } from '../../contract/result.ts';
import type { Point } from '../../geometry/index.ts';
import type { FoundInPortrait } from './ports.ts';

/** By whose models: see docs/finding.md. */
const LANDMARKS_MODEL = 'mediapipe-face-mesh-468';
const LABEL_MAP_MODEL = 'mediapipe-selfie-segmentation';

export function foundDocument({ landmarks, label_map: labelMap }: FindOptions, found: FoundInPortrait): FoundDocument {
  return {
    landmarks: landmarks ? { model: LANDMARKS_MODEL, score: found.score, box: faceBox(found.landmarks), faces: found.faces } : null,
    label_map: labelMap ? { model: `${LANDMARKS_MODEL}, ${LABEL_MAP_MODEL}`, labels: [...found.labels] } : null,
  };
}

export function faceBox(points: readonly Point[]): [x: number, y: number, width: number, height: number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return [rounded(left), rounded(top), rounded(Math.max(...xs) - left), rounded(Math.max(...ys) - top)];
}
