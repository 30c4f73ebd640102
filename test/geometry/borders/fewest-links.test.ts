import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalSpan, type CanonicalSpan } from '../../../src/geometry/borders/canonical-span.ts';
import { fewestLinks } from '../../../src/geometry/borders/fewest-links.ts';
import { placeBorders } from '../../../src/geometry/lattice/place.ts';
import { squaredDistance } from '../../../src/geometry/plane/segment.ts';
import { traceBorders } from '../../../src/geometry/lattice/trace.ts';
import { labelMaps } from '../support/label-grids.ts';

/** Longest span of a map between two pinned points. */
const spans: fc.Arbitrary<CanonicalSpan> = labelMaps(20, 3).map((map) => {
  const { count, offsets, xs, ys, pinned } = placeBorders(traceBorders(map));
  let [start, end] = [0, 1];
  for (let k = 0; k < count; k++) {
    let i = offsets[k]!;
    for (let j = i + 1; j < offsets[k + 1]!; j++) {
      if (pinned[j] === 0) continue;
      if (j - i > end - start) [start, end] = [i, j];
      i = j;
    }
  }
  return canonicalSpan(xs, ys, start, end);
});

function deviation({ xs, ys }: CanonicalSpan, i: number, j: number): number {
  let worst = 0;
  for (let p = i + 1; p < j; p++) worst = Math.max(worst, squaredDistance(xs[p]!, ys[p]!, xs[i]!, ys[i]!, xs[j]!, ys[j]!));
  return Math.sqrt(worst);
}

test('no choice of points within the distance has fewer links', () => {
  fc.assert(
    fc.property(spans, fc.double({ min: 0.1, max: 3, noNaN: true }), (span, px) => {
      const fewest = [0];
      for (let j = 1; j <= span.last; j++) {
        let least = Infinity;
        for (let i = 0; i < j; i++) if (deviation(span, i, j) <= px - 1e-9) least = Math.min(least, fewest[i]! + 1);
        fewest.push(least);
      }
      const kept = fewestLinks(span, { kind: 'distance', px }, 0);
      expect(kept.reduce((sum, flag) => sum + flag, 0) - 1).toBeLessThanOrEqual(fewest[span.last]!);
    }),
    { numRuns: 200 },
  );
});

test('of equally short paths the closest is taken, and a high weight keeps every corner', () => {
  const corner = spanOf([[0, 0], [4, 0.5], [8, 0], [8.5, 4], [8, 8]]);
  expect([...fewestLinks(corner, { kind: 'distance', px: 3 }, 0.001)]).toEqual([1, 0, 1, 0, 1]);
  expect([...fewestLinks(corner, { kind: 'distance', px: 3 }, 100)]).toEqual([1, 1, 1, 1, 1]);
});

test('a span looks the same turned, moved and from its other end', () => {
  const points = [[0, 0], [4, 0.5], [8, 0], [8.5, 4], [9, 9]] as const;
  const original = spanOf(points);
  const turned = spanOf(points.map(([x, y]) => [7 - y, x + 3]));
  const reversed = spanOf(points.toReversed());
  for (const other of [turned, reversed]) {
    expect(Array.from(other.xs, (x) => x + 0)).toEqual(Array.from(original.xs, (x) => x + 0));
    expect(Array.from(other.ys, (y) => y + 0)).toEqual(Array.from(original.ys, (y) => y + 0));
  }
  expect(reversed.reversed).toBe(!original.reversed);
  expect(original.symmetric).toBe(false);
  expect(spanOf([[0, 0], [1, 0], [1, 1], [2, 1]]).symmetric).toBe(true);
});

function spanOf(points: readonly (readonly [number, number])[]): CanonicalSpan {
  return canonicalSpan(Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y), 0, points.length - 1);
}
