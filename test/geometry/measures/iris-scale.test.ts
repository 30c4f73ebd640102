import { describe, expect, test } from 'vitest';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { fitCircle } from '../../../src/geometry/measures/circle-fit.ts';
import { irisScale } from '../../../src/geometry/measures/iris-scale.ts';
import type { ScaleDocument } from '../../../src/contract/result.ts';
import { drawnFace, drawnLandmarks, drawnParts } from './support/drawn-face.ts';
import { measuresOf } from './support/measures-of.ts';

/** Rings with these horizontal and vertical radii about both eyes. */
function scaleOf(right: [number, number], left: [number, number]): ScaleDocument | null {
  const landmarks = drawnLandmarks();
  for (const [first, x, [across, down]] of [[469, -20, right], [474, 20, left]] as const) {
    [[x + across, 0], [x, -down], [x - across, 0], [x, down]].forEach((point, i) => (landmarks[first + i] = [point[0]!, point[1]!]));
  }
  return measuresOf(drawnFace(undefined, drawnParts(), landmarks)).scale;
}

const POPULATION = 0.42 / 11.71;

test('round irises of one width: their mean width stands for 11.71 mm, uncertain as people differ', () => {
  const scale = scaleOf([5, 5], [5, 5])!;
  expect(scale).toMatchObject({ mm_per_px: 1.171, iris_px: { right: 10, left: 10 }, iris_mm: 11.71, iris_standard_deviation_mm: 0.42 });
  expect(scale.relative_uncertainty).toBeCloseTo(POPULATION, 6);
  expect(scale.uncertainty_mm_per_px).toBeCloseTo(0.042, 6);
  expect(scale.relative_parts).toEqual({ population: 0.035867, irises: 0, circles: 0 });
  expect(scale.source).toContain('doi:10.1097/01.ico.0000148312.01805.53');
});

test('irises of two widths: half of their difference is added', () => {
  const scale = scaleOf([5, 5], [6, 6])!;
  expect(scale.mm_per_px).toBeCloseTo(11.71 / 11, 6);
  expect(scale.relative_parts.irises).toBeCloseTo(1 / 11, 6);
  expect(scale.relative_uncertainty).toBeCloseTo(Math.hypot(POPULATION, 1 / 11), 6);
});

test('oval rings: the horizontal width counts, and how far they are from round is added', () => {
  const scale = scaleOf([5, 5.5], [5, 5.5])!;
  expect(scale.mm_per_px).toBeCloseTo(1.171, 6);
  // Half of the difference of both diameters over their mean, but for the radius that fits best.
  expect(scale.relative_parts.circles).toBeCloseTo(0.25 / 5.25, 3);
});

test('no scale from closed, turned away or lost irises, and a warning', () => {
  for (const [right, left] of [[[5, 0], [5, 5]], [[0.5, 0.5], [5, 5]], [[2, 2], [6, 6]], [[5, 1], [5, 1]], [[0, 0], [0, 0]]] as const) {
    expect(scaleOf([...right], [...left])).toBeNull();
  }
  expect(irisScale({ ...drawnFace(), landmarks: [] })).toMatchObject({ value: null, warnings: [{ code: 'measures_no_scale' }] });
});

test('no scale from points along an arch, though a large circle fits them', () => {
  const landmarks = drawnLandmarks();
  [[-15, 0], [-18, -0.8], [-25, 0], [-22, -0.8]].forEach(([x, y], i) => (landmarks[469 + i] = [x!, y!]));
  expect(irisScale(drawnFace(undefined, drawnParts(), landmarks)).value).toBeNull();
});

test('pupils alone give none', () => {
  for (const schema of ['wflw-98', 'lapa-106', 'mediapipe-468'] as const) {
    const { value, warnings } = irisScale({ ...drawnFace(), schema });
    expect(value).toBeNull();
    expect(warnings).toEqual([{ code: 'measures_no_scale', detail: expect.stringContaining(schema) }]);
  }
});

describe('fitCircle', () => {
  test('points of a circle give it', () => {
    const points = [0.1, 0.9, 2, 4].map((t): Point => [7 + 3 * Math.cos(t), -2 + 3 * Math.sin(t)]);
    expect(fitCircle(points)!.radius).toBeCloseTo(3, 9);
    expect(fitCircle(points)!.spread).toBeCloseTo(0, 9);
  });

  test('a line, one place or two points give none', () => {
    expect(fitCircle([[0, 0], [1, 1], [2, 2], [5, 5]])).toBeNull();
    expect(fitCircle([[1, 1], [1, 1], [1, 1]])).toBeNull();
    expect(fitCircle([[0, 0], [1, 0]])).toBeNull();
  });
});
