import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, IDENTITY, rotationAbout } from '../../src/geometry/plane/affine.ts';
import { GeometryError } from '../../src/geometry/geometry-error.ts';
import type { Detail } from '../../src/geometry/detail/detail.ts';
import { exactRegions } from '../../src/geometry/lattice/exact-regions.ts';
import type { LabelMap } from '../../src/geometry/lattice/label-map.ts';
import { partitionLabelMap, type PartitionOptions } from '../../src/geometry/cut.ts';
import type { Region, Ring } from '../../src/geometry/plane/region.ts';
import type { ArcRing, Topology } from '../../src/geometry/plane/topology.ts';
import { areaOf, canonical, doubledArea, grid, labelMaps, quarterTurn, UNTOUCHED } from './support/label-grids.ts';

const options = (tolerancePx: number, placement = IDENTITY): PartitionOptions => ({ detail: { kind: 'tolerance', px: tolerancePx }, placement });
const regionsOf = (map: LabelMap, tolerancePx: number) => partitionLabelMap(map, options(tolerancePx), UNTOUCHED).regions;
const tolerances = fc.constantFrom(0, 0.3, 0.5, 1, 2, 6);

describe('small maps', () => {
  test('a placement that mirrors is refused', () => {
    expect(() => partitionLabelMap(grid('a'), options(0, [-1, 0, 0, 1, 1, 0]), UNTOUCHED)).toThrow(RangeError);
    expect(() => partitionLabelMap(grid('a'), options(0, [0, 0, 0, 0, 0, 0]), UNTOUCHED)).toThrow(RangeError);
  });

  const DIAGONAL = Math.SQRT1_2 / 100;

  test.each<[name: string, ...PartitionOptions['placement']]>([
    ['along both sides', 1e-4, 0, 0, 1e-4, 0, 0],
    ['along x', 0.0099, 0, 0, 3, 0, 0],
    ['along y, turned', 0, 3, -0.0099, 0, 0, 0],
    ['by half a turn', -0.0099, 0, 0, -0.0099, 5, 5],
  ])('a placement that shrinks pixels of the map to steps of the answer is refused: %s', (_, ...placement) => {
    const draw = () => partitionLabelMap(grid('ab', 'aa'), { detail: { kind: 'iou', min: 1 }, placement }, UNTOUCHED);
    expect(draw).toThrow(GeometryError);
    expect(draw).toThrow(expect.objectContaining({ code: 'invalid_segmentation_map' }));
  });

  test.each([[[0.01, 0, 0, 0.01, 0, 0]], [[DIAGONAL, DIAGONAL, -DIAGONAL, DIAGONAL, 0, 0]]] as const)('to a hundredth it is not: %s', (placement) => {
    const { certificate } = partitionLabelMap(grid('abaa', 'aaba', 'abba'), { detail: { kind: 'preset', name: 'measure' }, placement }, UNTOUCHED);
    expect(certificate).toMatchObject({ overlapPx: 0, gapPx: 0, crossings: 0 });
    for (const { iou } of certificate.regions.values()) expect(iou).toBe(1);
  });

  test('parts come in the order of the area drawn, and so do their arcs', () => {
    const map = { width: 4, height: 3, ids: Uint8Array.from([2, 3, 1, 2, 3, 1, 3, 2, 3, 3, 3, 1]) };
    const editable: Detail = { kind: 'preset', name: 'editable' };
    const { regions, topology } = partitionLabelMap(map, { detail: editable, placement: IDENTITY }, UNTOUCHED);
    const [{ parts }] = regions.filter(({ label }) => label === 1) as [Region];
    expect(parts.map(({ outer }) => doubledArea(outer) / 2)).toEqual([1, 1, 0.75]);
    for (const [r, { parts: arcParts }] of topology.regions.entries()) {
      for (const [p, { outer }] of arcParts.entries()) expect(walk(topology, outer)).toEqual(regions[r]!.parts[p]!.outer);
    }
  });

  test.each([
    ['a pixel', 1, ['...', '.a.', '...']],
    ['two', 2, ['....', '.aa.', '....']],
    ['three around a corner', 3, ['....', '.aa.', '.a..', '....']],
  ])('an island of %s is as large as its pixels, whatever the detail', (_, pixels, rows) => {
    for (const tolerancePx of [0, 0.5, 3]) {
      const { regions, certificate } = partitionLabelMap(grid(...rows), options(tolerancePx), UNTOUCHED);
      expect(areaOf(regions[0]!)).toBe(pixels);
      expect(certificate.regions.get(1)).toMatchObject({ iou: 1, areaError: 0 });
    }
  });

  test('the frame stays exact', () => {
    expect(canonical(regionsOf(grid('aaa', 'aaa'), 5))).toEqual(['1: 0,0 3,0 3,2 0,2 minus ']);
  });

  test('a border passes the midpoints between junctions', () => {
    expect(canonical(regionsOf(grid('aab', 'aab', 'abb'), 0))).toEqual([
      '1: 0,0 2,0 2,1.5 1,2.5 1,3 0,3 minus ',
      '2: 1,2.5 2,1.5 2,0 3,0 3,3 1,3 minus ',
    ]);
  });

  test('coordinates are in the frame of the answer, in steps of a ten-thousandth', () => {
    const { regions } = partitionLabelMap(grid('a'), options(0, [1 / 3, 0, 0, 2, 10, -1]), UNTOUCHED);
    expect(canonical(regions)).toEqual(['1: 10,-1 10.3333,-1 10.3333,1 10,1 minus ']);
  });

  test('an island that the simplified border would jump over stays where it is', () => {
    const map = grid(
      'aaaaaaaaaaaaaaa',
      'aaaaaaaaaaaaaaa',
      'aaaaabbbbbaaaaa',
      'aaaaabcbbbaaaaa',
      'bbbbbbbbbbbbbbb',
      'bbbbbbbbbbbbbbb',
    );
    const { regions, certificate } = partitionLabelMap(map, options(4), UNTOUCHED);
    expect(regions.map(({ parts }) => parts.map(({ holes }) => holes.length))).toEqual([[0], [1], [0]]);
    expect(certificate).toMatchObject({ overlapPx: 0, gapPx: 0, crossings: 0 });
  });

  test('what was cleaned away is passed on', () => {
    const cleaned = { parts: 3, pixels: 5, droppedByLabel: new Map([[1, 2]]) };
    const { certificate, ...partition } = partitionLabelMap(grid('ab'), options(1), cleaned);
    expect(partition.cleaned).toEqual({ parts: 3, pixels: 5 });
    expect([...certificate.regions].map(([label, { partsDropped }]) => [label, partsDropped])).toEqual([[1, 2], [2, 0]]);
  });
});

describe('for any map', () => {
  test('no overlap, gap or crossing; every ring simple; every region, part and hole kept', () => {
    fc.assert(
      fc.property(labelMaps(60), tolerances, fc.integer({ min: -180, max: 180 }), (map, tolerancePx, degrees) => {
        const placement = rotationAbout(degrees, 7, 11);
        const { regions, certificate } = partitionLabelMap(map, options(tolerancePx, placement), UNTOUCHED);
        expect(certificate).toMatchObject({ overlapPx: 0, gapPx: 0, crossings: 0 });

        const shape = (all: typeof regions) => all.map(({ label, parts }) => [label, parts.length, parts.map(({ holes }) => holes.length).sort((a, b) => a - b)]);
        expect(shape(regions)).toEqual(shape(exactRegions(map)));
        for (const { label, parts } of regions) {
          expect(certificate.regions.get(label)!.partsKept).toBe(parts.length);
          const areas = parts.map((part) => areaOf({ label, parts: [part] }));
          for (const [i, area] of areas.entries()) if (i > 0) expect(area).toBeLessThanOrEqual(areas[i - 1]! + 2e-6);
          expect(certificate.regions.get(label)!.maxDeviationPx).toBeLessThanOrEqual(tolerancePx + 0.001);
          for (const { outer, holes } of parts) {
            expect(doubledArea(outer)).toBeGreaterThan(0);
            for (const hole of holes) expect(doubledArea(hole)).toBeLessThan(0);
            for (const ring of [outer, ...holes]) {
              expect(ring.length).toBeGreaterThanOrEqual(4);
              expect(new Set(ring.map(String)).size).toBe(ring.length);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('unsimplified borders give every pixel back', () => {
    fc.assert(
      fc.property(labelMaps(40), (map) => {
        const { certificate } = partitionLabelMap(map, options(0), UNTOUCHED);
        for (const { iou } of certificate.regions.values()) expect(iou).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  test('a turned map gives the same regions, turned', () => {
    fc.assert(
      fc.property(labelMaps(32), tolerances, (map, tolerancePx) => {
        const regions = regionsOf(map, tolerancePx);
        let turned = map;
        let turn = IDENTITY;
        for (let quarters = 1; quarters < 4; quarters++) {
          const { height } = turned;
          const previous = turn;
          turned = quarterTurn(turned);
          turn = [-previous[1], previous[0], -previous[3], previous[2], height - previous[5], previous[4]];
          const expected = canonical(regions, (point) => {
            const [x, y] = applyAffine(turn, point);
            return [x + 0, y + 0];
          });
          expect(canonical(regionsOf(turned, tolerancePx))).toEqual(expected);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('a moved map gives the same regions, moved', () => {
    fc.assert(
      fc.property(labelMaps(24), tolerances, (map, tolerancePx) => {
        const wide = (dx: number, dy: number): LabelMap => {
          const [width, height] = [map.width + 9, map.height + 9];
          const ids = new Uint8Array(width * height);
          for (let y = 0; y < map.height; y++) {
            ids.set(map.ids.subarray(y * map.width, (y + 1) * map.width), (y + dy) * width + dx);
          }
          return { width, height, ids };
        };
        const moved = canonical(regionsOf(wide(2, 3), tolerancePx), ([x, y]) => [x + 4, y + 1]);
        expect(canonical(regionsOf(wide(6, 4), tolerancePx))).toEqual(moved);
      }),
      { numRuns: 100 },
    );
  });

  test('renumbered labels give the same regions, renumbered', () => {
    fc.assert(
      fc.property(labelMaps(32), tolerances, fc.shuffledSubarray(Array.from({ length: 12 }, (_, i) => i + 1), { minLength: 12 }), (map, tolerancePx, order) => {
        const rename = (label: number): number => (label === 0 ? 0 : order[label - 1]!);
        const renamed = regionsOf(map, tolerancePx).map(({ label, parts }) => ({ label: rename(label), parts }));
        const ids = map.ids.map(rename);
        expect(canonical(regionsOf({ ...map, ids }, tolerancePx))).toEqual(canonical(renamed));
      }),
      { numRuns: 80 },
    );
  });
});

function walk({ arcs }: Topology, ring: ArcRing): Ring {
  return ring.flatMap((k) => (k >= 0 ? arcs[k]!.points : arcs[~k]!.points.toReversed()).slice(0, -1));
}
