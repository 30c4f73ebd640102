import { expect, test } from 'vitest';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { placeBorders } from '../../../src/geometry/lattice/place.ts';
import { traceBorders } from '../../../src/geometry/lattice/trace.ts';
import { findCorners } from '../../../src/geometry/curves/corners.ts';
import { densify } from '../../../src/geometry/curves/dense-border.ts';
import { placeNodes } from '../../../src/geometry/curves/nodes.ts';

/** An ellipse in the middle of a map, its border alone, and the corners found for these places. */
function ellipse(places: (start: Point) => Point[]) {
  const [width, height] = [120, 90];
  const ids = Uint8Array.from({ length: width * height }, (_, i) => ((((i % width) - 59.5) / 41) ** 2 + ((Math.floor(i / width) - 44.5) / 23) ** 2 < 1 ? 2 : 1));
  const borders = traceBorders({ width, height, ids });
  const chains = placeBorders(borders);
  const dense = Array.from({ length: chains.count }, (_, k) => (borders.left[k] === -1 || borders.right[k] === -1 ? null : densify(chains, k, true)));
  const k = dense.findIndex((border) => border !== null);
  const [start, last] = [chains.offsets[k]!, chains.offsets[k + 1]! - 1];
  const corners = findCorners(chains, dense, places([chains.xs[start]!, chains.ys[start]!]), { width, height });
  return { chains, dense, border: dense[k]!, start, last, corners };
}

const flagged = (flags: Uint8Array): number[] => [...flags.keys()].filter((p) => flags[p] === 1);

test('a known corner on the start of a closed border is one at its end, too', () => {
  const { corners, start, last } = ellipse((point) => [point]);
  expect(flagged(corners)).toEqual([start, last]);
});

test('far from the border there is none', () => {
  expect(flagged(ellipse(() => [[60, 45]]).corners)).toEqual([]);
});

test('a corner is taken by the kept point nearest to it, by both copies of the first', () => {
  const { chains, dense, border, start, last } = ellipse(() => []);
  const keep = new Uint8Array(chains.xs.length);
  const middle = start + 40;
  for (const p of [start, middle, start + 80, last]) keep[p] = 1;
  const cornersAt = (...points: number[]) => placeNodes(chains, keep, dense, keep.map((_, p) => (points.includes(p) ? 1 : 0)));

  const after = cornersAt(middle + 2);
  expect([flagged(after.corner), after.at[middle]]).toEqual([[middle], border.at[middle + 2 - start]]);
  const beforeEnd = cornersAt(last - 2);
  expect(flagged(beforeEnd.corner)).toEqual([start, last]);
  expect([beforeEnd.at[start], beforeEnd.at[last]]).toEqual(Array(2).fill(border.at[last - 2 - start]));
  // Of two the nearer one, and the point itself where it is a corner.
  expect(cornersAt(middle - 5, middle + 1).at[middle]).toBe(border.at[middle + 1 - start]);
  expect(cornersAt(middle - 1, middle).at[middle]).toBe(border.at[middle - start]);
});
