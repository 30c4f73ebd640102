import { describe, expect, test } from 'vitest';
import { faceCorners } from '../../../src/geometry/alignment/corners.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { shippedCase } from '../support/case.ts';

test('fewer landmarks than the schema has are refused', () => {
  expect(() => faceCorners([[1, 2]], 'ibug-68')).toThrow(RangeError);
});

describe('by schema', () => {
  const numbered = (count: number): Point[] => Array.from({ length: count }, (_, i) => [i, i]);

  test('outer and inner corners of both eyes, and of the mouth', () => {
    expect(faceCorners(numbered(68), 'ibug-68').map(([x]) => x)).toEqual([36, 45, 39, 42, 48, 54]);
    expect(faceCorners(numbered(133), 'coco-wholebody-133').map(([x]) => x)).toEqual([59, 68, 62, 65, 71, 77]);
  });

  test('of five points the mouth has two or the eyes four, and of two there are none', () => {
    expect(faceCorners(numbered(5), 'five-point').map(([x]) => x)).toEqual([3, 4]);
    expect(faceCorners(numbered(5), 'dlib-5').map(([x]) => x)).toEqual([2, 0, 3, 1]);
    expect(faceCorners(numbered(2), 'two-point')).toEqual([]);
  });
});

test('on a drawn face: corners of an eye lie on a level line, those of the mouth lower', () => {
  const corners = faceCorners(shippedCase('synth-plain').landmarks, 'mediapipe-478');
  expect(corners).toHaveLength(6);
  const [, , , , rightMouth, leftMouth] = corners;
  for (const [, y] of corners.slice(0, 4)) expect(y).toBeLessThan(Math.min(rightMouth![1], leftMouth![1]));
});
