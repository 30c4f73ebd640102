import type { SubmissionOptions } from '../../src/contract/options.ts';
import type { DecodeOutput, ProcessSubmissionInput } from '../../src/contract/steps.ts';

const digest = (digit: string) => digit.repeat(64);

export const OPTIONS: SubmissionOptions = {
  alignment: { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 },
  labels: { schema: null, include: null, exclude: [], merge: {}, palette: null, background: [], fit: 'auto', face: 'landmarks' },
  contours: { detail: { tolerance_px: 0.5 }, smoothing: 0, min_part_px: 4, presmooth_px: 0 },
  style: {
    theme: 'consultation',
    fill_opacity: 0.2,
    stroke: '#ffffff',
    stroke_width: 2,
    dash: null,
    labels: 'none',
    portrait: 'embed',
    regions: {},
  },
  zones: [],
  measures: false,
};

export function workflowInput(submissionId: string, delayMs = 0): ProcessSubmissionInput {
  return {
    submissionId,
    portrait: digest('a'),
    labelMap: digest('b'),
    landmarks: digest('c'),
    options: OPTIONS,
    delayMs,
    placement: 'task-queue',
  };
}

export function decodeOutput(): DecodeOutput {
  return {
    alignment: digest('d'),
    landmarks: digest('c'),
    rollDegrees: 22.4,
    landmarkSchema: 'mediapipe-478',
    labelSchema: 'lapa-11',
    labels: {
      schema: 'lapa-11',
      source: 'shape',
      confidence: 1,
      runnerUp: null,
      landmarkShare: { eye: 1, brow: 1, nose: 1, lip: 1 },
      against: [],
      fit: 'stretch',
    },
    sides: {},
    preparedMap: null,
    warnings: [],
    rotate: { input: { portrait: digest('a'), alignment: digest('d') }, remembered: null },
    contour: {
      input: {
        labelMap: digest('b'),
        alignment: digest('d'),
        labelSchema: 'lapa-11',
        include: null,
        exclude: [],
        merge: {},
        palette: null,
        sides: {},
        fit: 'stretch',
        contours: OPTIONS.contours,
      },
      remembered: null,
    },
    ms: 10,
  };
}

export const FOUND = { landmarks: digest('c'), labelMap: digest('b'), found: digest('a'), faces: 1, warnings: [], ms: 40 };
export const ROTATED = { uprightPortrait: digest('e'), mediaType: 'image/jpeg', bytes: 1000, ms: 20 };
export const CONTOURED = { regions: digest('f'), regionCount: 10, pointCount: 480, certificate: { minIou: 0.96, maxDeviationPx: 0.9, crossings: 0 }, ms: 30 };
export const RENDERED = { svg: digest('9'), bytes: 2000, ms: 5, webhook: false, ended: true };
