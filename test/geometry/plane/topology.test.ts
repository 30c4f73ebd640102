import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTITY, rotationAbout } from '../../../src/geometry/plane/affine.ts';
import { partitionLabelMap, type Partition } from '../../../src/geometry/cut.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { Ring } from '../../../src/geometry/plane/region.ts';
import type { ArcRing, Topology } from '../../../src/geometry/plane/topology.ts';
import { grid, labelMaps, UNTOUCHED } from '../support/label-grids.ts';

function partition(map: LabelMap, tolerancePx: number, degrees = 0): Partition {
  const placement = degrees === 0 ? IDENTITY : rotationAbout(degrees, 7, 11);
  return partitionLabelMap(map, { detail: { kind: 'tolerance', px: tolerancePx }, placement }, UNTOUCHED);
}

function rebuild({ arcs }: Topology, ring: ArcRing): Ring {
  return ring.flatMap((k) => (k >= 0 ? arcs[k]!.points : arcs[~k]!.points.toReversed()).slice(0, -1));
}

test('two regions side by side: each has the frame for itself, and the border between them once', () => {
  const { topology } = partition(grid('ab', 'ab'), 1);
  const borders = topology.arcs.map(({ left, right, points }) => `${Math.min(left, right)} | ${Math.max(left, right)}: ${points.length}`);
  expect(new Set(borders)).toEqual(new Set(['-1 | 1: 4', '-1 | 2: 4', '1 | 2: 2']));
  expect(topology.regions.map(({ label, parts }) => [label, parts[0]!.outer.length])).toEqual([[1, 2], [2, 2]]);
});

test('background at the frame is no border of a region', () => {
  const { topology } = partition(grid('...', '.a.', '...'), 1);
  expect(topology.arcs.map(({ left, right }) => [left, right])).toEqual([[0, 1]]);
  const [{ points }] = topology.arcs as [Topology['arcs'][number]];
  expect(points[0]).toEqual(points.at(-1));
});

describe('for any map', () => {
  const tolerances = fc.constantFrom(0, 0.5, 1, 4);

  test('the rings of the regions, in their order, are walks along the arcs', () => {
    fc.assert(
      fc.property(labelMaps(40), tolerances, fc.constantFrom(0, 33), (map, tolerancePx, degrees) => {
        const { regions, topology } = partition(map, tolerancePx, degrees);
        const rebuilt = topology.regions.map(({ label, parts }) => ({
          label,
          parts: parts.map(({ outer, holes }) => ({ outer: rebuild(topology, outer), holes: holes.map((hole) => rebuild(topology, hole)) })),
        }));
        expect(rebuilt).toEqual(regions);
      }),
      { numRuns: 150 },
    );
  });

  test('each arc is walked along by the two labels that it names, once each, and by no other', () => {
    fc.assert(
      fc.property(labelMaps(40), tolerances, (map, tolerancePx) => {
        const { arcs, regions } = partition(map, tolerancePx).topology;
        const walks = arcs.map(() => ({ left: [] as number[], right: [] as number[] }));
        for (const { label, parts } of regions) {
          for (const k of parts.flatMap(({ outer, holes }) => [outer, ...holes].flat())) {
            // A region lies right of its rings.
            if (k >= 0) walks[k]!.right.push(label);
            else walks[~k]!.left.push(label);
          }
        }
        expect(walks).toEqual(arcs.map(({ left, right }) => ({ left: left > 0 ? [left] : [], right: right > 0 ? [right] : [] })));
      }),
      { numRuns: 150 },
    );
  });
});
