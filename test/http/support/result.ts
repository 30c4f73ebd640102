import type { ResultDocument } from '../../../src/contract/result.ts';
import type { StepStore } from '../../../src/submissions/steps/ports.ts';
import { artifactOf } from '../../support/database.ts';

export const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';

export const DOCUMENT: ResultDocument = {
  mask_contours: { '1': [[1, 1], [9, 1], [9, 9], [1, 9]] },
  frame: 'upright',
  alignment: {
    roll_degrees: 12.5,
    method: 'auto',
    schema: 'mediapipe-478',
    mirrored: false,
    spread_degrees: 1.1,
    cues: [{ name: 'eyes', angle_degrees: 12.5, weight: 1 }],
    skipped: null,
    matrix: [1, 0, 0, 1, 2, 1],
    inverse: [1, 0, 0, 1, -2, -1],
    original_size: [360, 440],
    upright_size: [360, 440],
    label_map_scale: [1, 1],
  },
  labels: { schema: 'lapa-11', source: 'shape', confidence: 0.9, runner_up: null, landmark_share: { eye: 1, brow: 0.9, nose: null, lip: 1 }, against: [], fit: 'stretch' },
  landmarks: [[3, 3], [6, 3]],
  regions: [
    {
      label: 1,
      name: 'skin',
      subject_side: null,
      viewer_side: null,
      parts: [{ outer: [[1, 1], [9, 1], [9, 9], [1, 9]], holes: [] }],
      area_px: 64,
      perimeter_px: 32,
      centroid: [5, 5],
      bbox: [1, 1, 8, 8],
    },
  ],
  zones: [],
  measures: null,
  quality: {
    overlap_px: 0,
    gap_px: 0,
    crossings: 0,
    points: 4,
    cleaned: { parts: 0, pixels: 0, presmoothed_pixels: 0 },
    regions: { '1': { iou: 1, area_error: 0, max_deviation_px: 0, smoothing_drift_px: 0, parts_kept: 1, parts_dropped: 0, map_iou: 1 } },
  },
  warnings: [{ code: 'sizes_differ', detail: 'The label map has another size than the portrait.' }],
};

/** Ends a pending submission as `render` does. */
export async function complete(steps: StepStore, id: string, drawing: string = SVG): Promise<void> {
  const svg = artifactOf(drawing, 'image/svg+xml');
  const document = artifactOf(JSON.stringify(DOCUMENT), 'application/json');
  const output = { svg: svg.digest, bytes: svg.bytes.length, ms: 4 };
  const timings = { decode: 1, rotate: 2, contour: 3, render: 4 };
  await steps.complete(
    id,
    'run-1',
    { key: `render of ${id}`, step: 'render', output, artifacts: [svg, document] },
    { svg: svg.digest, document: document.digest, timings },
  );
}
