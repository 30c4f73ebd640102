import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, type Point, rotationAbout } from '../../../src/geometry/plane/affine.ts';
import { fitLine, fitRobustLine, type WeightedPoint } from '../../../src/geometry/face/fit-line.ts';

const even = (...points: Point[]): WeightedPoint[] => points.map((point) => ({ point, weight: 1 }));
const slope = ({ direction: [x, y] }: { direction: Point }): number => (((Math.atan2(y, x) * 180) / Math.PI) + 180) % 180;

describe('fitLine', () => {
  test('least squares of the distances, not of one coordinate', () => {
    expect(slope(fitLine(even([0, 0], [0, 4], [0, 9]))!)).toBeCloseTo(90, 9);
    expect(slope(fitLine(even([0, 0], [1, 1], [2, 2]))!)).toBeCloseTo(45, 9);
  });

  test('weights pull', () => {
    const line = fitLine([{ point: [0, 0], weight: 3 }, { point: [4, 0], weight: 1 }])!;
    expect(line.point).toEqual([1, 0]);
  });

  test('one place or none has no line', () => {
    expect(fitLine([])).toBeNull();
    expect(fitLine(even([2, 2], [2, 2]))).toBeNull();
    expect(fitRobustLine(even([2, 2], [2, 2]))).toBeNull();
    expect(fitRobustLine(even([2, 2]))).toBeNull();
  });
});

describe('fitRobustLine', () => {
  test('points on a line keep all their weight', () => {
    expect(fitRobustLine(even([0, 0], [0, 40], [0, 70], [0, 80]))!.kept).toEqual([1, 1, 1, 1]);
  });

  test('an outlier at any place, half as far off as the line is long, leaves it alone, however it is turned', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.integer({ min: 15, max: 60 }), fc.boolean(), fc.double({ min: 0.1, max: 1, noNaN: true }), fc.integer({ min: 0, max: 359 }), (at, off, left, weight, degrees) => {
        const points = [0, 25, 50, 75, 100].map((y, i): WeightedPoint => ({
          point: applyAffine(rotationAbout(degrees, 7, 7), [i === at ? (left ? -off : off) : 0, y]),
          weight: i === at ? weight : 1,
        }));
        const line = fitRobustLine(points)!;
        const turn = (slope(line) - 90 - degrees + 720) % 180;
        expect(Math.min(turn, 180 - turn)).toBeLessThan(1e-6);
        expect(line.kept.map((kept) => kept > 0)).toEqual(points.map((_, i) => i !== at));
      }),
    );
  });

  test('small deviations are averaged', () => {
    const line = fitRobustLine(even([-0.5, 0], [0.5, 0], [-0.5, 100], [0.5, 100]))!;
    expect(slope(line)).toBeCloseTo(90, 6);
    expect(line.point[0]).toBeCloseTo(0, 6);
  });
});
