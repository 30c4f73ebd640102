import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsConflict } from '../../../src/geometry/plane/crossing.ts';
import { orientation } from '../../../src/geometry/plane/orientation.ts';

type Corner = readonly [x: number, y: number];

function conflict(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const corners = [a, b, c, d];
  const names = corners.map(String);
  return segmentsConflict(
    {
      xs: Float64Array.from(corners, ([x]) => x),
      ys: Float64Array.from(corners, ([, y]) => y),
      vertices: Int32Array.from(names, (name) => names.indexOf(name)),
    },
    0, 1, 2, 3,
  );
}

test.each([
  ['apart', [0, 0], [4, 0], [0, 1], [4, 1], false],
  ['crossing', [0, 0], [4, 4], [0, 4], [4, 0], true],
  ['an end on the other', [0, 0], [4, 0], [2, 0], [2, 3], true],
  ['a shared end', [0, 0], [4, 0], [4, 0], [4, 4], false],
  ['one continues the other', [0, 0], [4, 0], [4, 0], [8, 0], false],
  ['one folds back on the other', [0, 0], [4, 0], [4, 0], [2, 0], true],
  ['the same twice', [0, 0], [4, 0], [4, 0], [0, 0], true],
  ['overlapping on one line', [0, 0], [4, 0], [2, 0], [8, 0], true],
  ['one inside the other on one line', [0, 0], [8, 0], [2, 0], [4, 0], true],
  ['apart on one line', [0, 0], [2, 0], [4, 0], [8, 0], false],
  ['pointing at the other without reaching it', [0, 0], [4, 0], [2, 1], [2, 5], false],
] as [string, Corner, Corner, Corner, Corner, boolean][])('%s', (_, a, b, c, d, expected) => {
  expect(conflict(a, b, c, d)).toBe(expected);
  expect(conflict(d, c, b, a)).toBe(expected);
  expect(conflict(b, a, c, d)).toBe(expected);
});

test('orientation has the exact sign, also where doubles round', () => {
  const coordinate = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }));
  const corner = fc.tuple(coordinate, coordinate);
  const nearLine = fc.tuple(corner, corner, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1, max: 1 })).map(
    ([[ax, ay], [dx, dy], times, off]) => [[ax, ay], [ax + dx, ay + dy], [ax + times * dx, ay + times * dy + off]] as const,
  );
  fc.assert(
    fc.property(nearLine, ([[ax, ay], [bx, by], [cx, cy]]) => {
      const exact = BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax);
      expect(Math.sign(orientation(ax, ay, bx, by, cx, cy)) + 0).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0);
    }),
    { numRuns: 1000 },
  );
});
