import { expect, it } from 'vitest';
import { applyAffine, invertAffine, rotationAbout } from '../../src/geometry/plane/affine.ts';
import { inOriginalFrame, pointsInOriginalFrame } from '../../src/answer/original-frame.ts';
import type { Coordinates } from '../../src/contract/result.ts';

const SQUARE: Coordinates[] = [[0, 0], [4, 0], [4, 4], [0, 4]];
const HOLE: Coordinates[] = [[1, 1], [1, 2], [2, 2], [2, 1]];
const REGION = { parts: [{ outer: SQUARE, holes: [HOLE] }], centroid: [2, 2] as Coordinates, bbox: [0, 0, 4, 4] as [number, number, number, number] };

it('moves rings, holes, centroid and box by the inverse', () => {
  // Upright is the original turned by a quarter about its corner and moved: (x, y) came from (y, 10 - x).
  const [region] = inOriginalFrame([{ ...REGION, label: 7 }], [0, -1, 1, 0, 0, 10]);
  expect(region).toEqual({
    label: 7,
    parts: [{ outer: [[0, 10], [0, 6], [4, 6], [4, 10]], holes: [[[1, 9], [2, 9], [2, 8], [1, 8]]] }],
    centroid: [2, 8],
    bbox: [0, 6, 4, 4],
  });
});

it('takes points there and back within a tenth of a thousandth of a pixel', () => {
  const matrix = rotationAbout(22.4, 300, 200);
  const original: Coordinates[] = [[12.3456, 78.9], [500, 0]];
  const upright = original.map((point) => applyAffine(matrix, point) as Coordinates);
  for (const [i, [x, y]] of pointsInOriginalFrame(upright, invertAffine(matrix)).entries()) {
    expect(Math.hypot(x - original[i]![0], y - original[i]![1])).toBeLessThan(1e-4);
  }
});
