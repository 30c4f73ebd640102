import { expect, test } from 'vitest';
import { multiPolygon } from '../../src/answer/multi-polygon.ts';

test('a part with a hole and a part without: outer ring first, rings closed', () => {
  const parts = [
    { outer: square(0, 9), holes: [square(3, 6)] },
    { outer: square(20, 21), holes: [] },
  ];
  expect(multiPolygon(parts)).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [
        [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]],
        [[3, 3], [6, 3], [6, 6], [3, 6], [3, 3]],
      ],
      [[[20, 20], [21, 20], [21, 21], [20, 21], [20, 20]]],
    ],
  });
});

function square(from: number, to: number): [number, number][] {
  return [[from, from], [to, from], [to, to], [from, to]];
}
