import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTITY, rotationAbout, type Point } from '../../../src/geometry/plane/affine.ts';
import { keyholeRing } from '../../../src/geometry/exports/keyhole.ts';
import { partitionLabelMap } from '../../../src/geometry/cut.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import type { Part } from '../../../src/geometry/plane/region.ts';
import { UNTOUCHED } from '../support/label-grids.ts';

const square = (x: number, y: number, side: number): readonly Point[] => [[x, y], [x + side, y], [x + side, y + side], [x, y + side]];

/** How often the rings go around a point, and how many borders lie to its right. */
function around(rings: readonly (readonly Point[])[], [x, y]: Point): { winding: number; crossings: number } {
  let [winding, crossings] = [0, 0];
  for (const ring of rings) {
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      if (ay > y === by > y || ax + ((y - ay) / (by - ay)) * (bx - ax) <= x) continue;
      crossings += 1;
      winding += by > ay ? 1 : -1;
    }
  }
  return { winding, crossings: crossings % 2 };
}

describe('a part as one ring', () => {
  it('is its outer ring where it has no hole', () => {
    const outer = square(0, 0, 4);
    expect(keyholeRing({ outer, holes: [] })).toEqual(outer);
  });

  it('reaches a hole by a slit from the left', () => {
    expect(keyholeRing({ outer: square(0, 0, 6), holes: [[[2, 2], [2, 4], [4, 4], [4, 2]]] })).toEqual([
      [0, 0], [6, 0], [6, 6], [0, 6], [0, 2], [2, 2], [2, 4], [4, 4], [4, 2], [2, 2], [0, 2],
    ]);
  });

  it('reaches a hole behind another one from that one', () => {
    const holes: readonly (readonly Point[])[] = [[[6, 3], [7, 4], [8, 3]], [[2, 2], [2, 4], [4, 4], [4, 2]]];
    expect(keyholeRing({ outer: square(0, 0, 9), holes })).toEqual([
      [0, 0], [9, 0], [9, 9], [0, 9], [0, 2], [2, 2], [2, 4], [4, 4], [4, 3], [6, 3], [7, 4], [8, 3], [6, 3], [4, 3], [4, 2], [2, 2], [0, 2],
    ]);
  });

  it('meets the pieces of an edge in the order in which it goes', () => {
    const hole = (x: number, y: number): readonly Point[] => [[x, y], [x + 1, y + 1], [x + 1, y]];
    const feet = (outer: readonly Point[]) => keyholeRing({ outer, holes: [hole(3, 4), hole(2, 6), hole(4, 2)] }).filter(([x]) => x === 0);
    expect(feet(square(0, 0, 9))).toEqual([[0, 0], [0, 9], [0, 6], [0, 6], [0, 4], [0, 4], [0, 2], [0, 2]]);
    expect(feet(square(0, 0, 9).toReversed())).toEqual([[0, 9], [0, 0], [0, 2], [0, 2], [0, 4], [0, 4], [0, 6], [0, 6]]);
  });

  it('is there for a hole that lies outside, too', () => {
    const ring = keyholeRing({ outer: square(4, 4, 2), holes: [square(0, 4, 1).toReversed()] });
    expect(around([ring], [0.5, 4.5])).toEqual({ winding: -1, crossings: 1 });
    expect(around([ring], [5, 5])).toEqual({ winding: 1, crossings: 1 });
    expect(around([ring], [2, 4.5])).toEqual({ winding: 0, crossings: 0 });
  });

  it('covers what the part covers, by either rule, whatever touches whatever', () => {
    const maps = fc.array(fc.constantFrom(1, 1, 1, 2), { minLength: 144, maxLength: 144 });
    const turn = fc.constantFrom(0, 17, 90, 140);
    fc.assert(
      fc.property(maps, turn, (ids, degrees) => {
        const placement = degrees === 0 ? IDENTITY : rotationAbout(degrees, 6, 6);
        const options = { detail: { kind: 'preset', name: 'measure' }, minPartPx: 1, placement } as const;
        const { regions } = partitionLabelMap({ width: 12, height: 12, ids: Uint8Array.from(ids) }, options, UNTOUCHED);
        for (const part of describeRegions(regions, { labelSchema: 'lapa-11', merge: {} }).flatMap(({ parts }) => parts)) {
          const ring = keyholeRing(part);
          expect(ring).toHaveLength(cornersOf(part) + 3 * part.holes.length);
          expect(PROBES.map((point) => around([ring], point))).toEqual(PROBES.map((point) => around([part.outer, ...part.holes], point)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** On no line between points of the lattice, turned or not: roots of two and three are no fractions. */
const PROBES = Array.from({ length: 225 }, (_, i): Point => [(Math.SQRT2 * (17 * (i % 15) - 41)) / 20, (Math.sqrt(3) * (14 * Math.floor(i / 15) - 33)) / 20]);

const cornersOf = ({ outer, holes }: Part): number => outer.length + holes.reduce((sum, hole) => sum + hole.length, 0);

// Each hole once looked at every corner that was joined before it: 38 s for 8 000, a quarter of an hour for these.
describe('forty thousand holes are joined', () => {
  const HOLES = 40_000;
  const cases: [string, (i: number) => Point][] = [
    ['in a row, each behind the one before', (i) => [1 + 2 * i, 1]],
    ['in a column, all at one edge', (i) => [1, 1 + 2 * i]],
    ['on a falling line', (i) => [1 + 2 * i, 1 + 2 * (HOLES - i)]],
    ['in a square', (i) => [1 + 2 * (i % 200), 1 + 2 * Math.floor(i / 200)]],
  ];
  it.each(cases)('%s', (_where, at) => {
    const holes = Array.from({ length: HOLES }, (_, i) => square(...at(i), 1).toReversed());
    expect(keyholeRing({ outer: square(0, 0, 2 * HOLES + 2), holes })).toHaveLength(4 + 7 * HOLES);
  });
});
