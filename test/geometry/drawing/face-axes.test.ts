import { describe, expect, it } from 'vitest';
import { faceAxes } from '../../../src/geometry/drawing/face-axes.ts';
import type { DescribedRegion } from '../../../src/geometry/face/described-region.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { Ring } from '../../../src/geometry/plane/region.ts';

const square = (x: number, y: number, side: number): Ring => [[x, y], [x + side, y], [x + side, y + side], [x, y + side]];

function region(name: string, outer: Ring, side: 'left' | 'right' | null = null): DescribedRegion {
  const [[x, y], , [right, bottom]] = outer as [Point, Point, Point];
  return {
    label: 1,
    name,
    subjectSide: side,
    viewerSide: null,
    parts: [{ outer, holes: [] }],
    area: (right - x) * (bottom - y),
    perimeter: 0,
    centroid: [(x + right) / 2, (y + bottom) / 2],
    box: { x, y, width: right - x, height: bottom - y },
  };
}

const LANDMARKS = [[30, 40], [70, 40], [50, 60], [40, 80], [60, 80]] as const;
const REGIONS = [
  region('skin', square(10, 10, 90)),
  region('eye', square(25, 35, 10), 'right'),
  region('eye', square(65, 35, 10), 'left'),
  region('nose', square(45, 55, 10)),
  region('lips', square(45, 75, 10)),
];

describe('the axes of a face', () => {
  it('reach as far as its skin', () => {
    const axes = faceAxes({ regions: REGIONS, landmarks: LANDMARKS, schema: 'five-point' })!;
    expect(axes.midline.flat().map((value) => Math.round(value))).toEqual([50, 10, 50, 100]);
    expect(axes.eyes.flat().map((value) => Math.round(value))).toEqual([10, 40, 100, 40]);
  });

  it('are those of the landmarks where the map has none', () => {
    const axes = faceAxes({ regions: [], landmarks: LANDMARKS, schema: 'five-point' })!;
    expect(axes.midline.flat().map((value) => Math.round(value))).toEqual([50, 40, 50, 80]);
    expect(axes.eyes.flat().map((value) => Math.round(value))).toEqual([30, 40, 70, 40]);
  });

  it('are none where two eyes are all that is known', () => {
    expect(faceAxes({ regions: [], landmarks: LANDMARKS.slice(0, 2), schema: 'two-point' })).toBeNull();
  });
});
