import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSegmentGrid } from '../../../src/geometry/plane/segment-grid.ts';

/** Distance between two segments, by brute force along both. */
function distance(a: readonly number[], b: readonly number[]): number {
  let least = Infinity;
  for (let s = 0; s <= 1; s += 0.02) {
    for (let t = 0; t <= 1; t += 0.02) {
      const dx = a[0]! + s * (a[2]! - a[0]!) - b[0]! - t * (b[2]! - b[0]!);
      const dy = a[1]! + s * (a[3]! - a[1]!) - b[1]! - t * (b[3]! - b[1]!);
      least = Math.min(least, Math.hypot(dx, dy));
    }
  }
  return least;
}

test('finds what is as good as level', () => {
  const grid = createSegmentGrid(100, 90, 7);
  grid.insert(0, 0, 0, 0, 0, 1);
  const found: number[] = [];
  grid.near(-1e-15, 3e-323, 0, 3.5e-323, 7, (i) => found.push(i));
  expect(found).toEqual([0]);
});

test('finds every segment within reach, each once, also beyond the grid', () => {
  const coordinate = fc.double({ min: -20, max: 120, noNaN: true });
  const segment = fc.tuple(coordinate, coordinate, coordinate, coordinate);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 8 }), segment, fc.double({ min: 0, max: 9, noNaN: true }), (segments, probe, reach) => {
      const grid = createSegmentGrid(100, 90, 7);
      for (const [i, [x0, y0, x1, y1]] of segments.entries()) grid.insert(i, x0, y0, x1, y1, 1);
      const found: number[] = [];
      grid.near(...probe, reach, (i) => found.push(i));
      expect(new Set(found).size).toBe(found.length);
      for (const [i, one] of segments.entries()) if (distance(one, probe) <= reach + 1) expect(found).toContain(i);
    }),
    { numRuns: 200 },
  );
});
