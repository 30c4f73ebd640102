import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactRegions } from '../../../src/geometry/lattice/exact-regions.ts';
import { countLabels } from '../../../src/geometry/lattice/label-map.ts';
import type { Region, Ring } from '../../../src/geometry/plane/region.ts';
import { areaOf, canonical, doubledArea, grid, labelMaps } from '../support/label-grids.ts';

describe('small maps', () => {
  test('a single pixel is a square, clockwise on the screen', () => {
    expect(canonical(exactRegions(grid('...', '.a.', '...')))).toEqual(['1: 1,1 2,1 2,2 1,2 minus ']);
  });

  test('background is no region, and a map of background has none', () => {
    expect(exactRegions(grid('..', '..'))).toEqual([]);
  });

  test('a hole runs the other way round and belongs to the part around it', () => {
    expect(canonical(exactRegions(grid('aaa..', 'a.a.a', 'aaa..')))).toEqual([
      '1: 0,0 3,0 3,3 0,3 minus 1,1 1,2 2,2 2,1',
      '1: 4,1 5,1 5,2 4,2 minus ',
    ]);
  });

  test('pixels of one label that share only a corner are two parts', () => {
    expect(exactRegions(grid('a.', '.a'))[0]!.parts).toHaveLength(2);
  });

  test('a part that touches itself in a corner has a hole there, and no ring passes a point twice', () => {
    const [{ parts } = { parts: [] }] = exactRegions(grid('aaa', 'a.a', 'aa.'));
    expect(parts).toHaveLength(1);
    expect(parts[0]!.outer).toHaveLength(6);
    expect(parts[0]!.holes).toHaveLength(1);
    expect(doubledArea(parts[0]!.holes[0]!)).toBe(-2);
  });

  test('islands in islands in holes are parts of their own', () => {
    const regions = exactRegions(grid('aaaaaaa', 'abbbbba', 'abaaaba', 'abababa', 'abaaaba', 'abbbbba', 'aaaaaaa'));
    expect(regions.map(({ label, parts }) => [label, parts.map(({ holes }) => holes.length)])).toEqual([
      [1, [1, 1]],
      [2, [1, 0]],
    ]);
  });

  test('parts come in descending order of area, regions ascending by label', () => {
    const regions = exactRegions(grid('b.aa', '..aa', 'b...', 'b..a'));
    expect(regions.map(({ label }) => label)).toEqual([1, 2]);
    expect(regions.map(({ parts }) => parts.map(({ outer }) => doubledArea(outer) / 2))).toEqual([[4, 1], [2, 1]]);
  });
});

test('area is the pixel count exactly, and every ring is simple', () => {
  fc.assert(
    fc.property(labelMaps(40), (map) => {
      const regions = exactRegions(map);
      const areas = new Map(regions.map((region) => [region.label, areaOf(region)]));
      const pixels = countLabels(map);
      pixels.delete(0);
      expect(areas).toEqual(pixels);
      for (const { outer, holes } of regions.flatMap(({ parts }) => parts)) {
        expect(doubledArea(outer)).toBeGreaterThan(0);
        for (const hole of holes) expect(doubledArea(hole)).toBeLessThan(0);
        for (const ring of [outer, ...holes]) expect(new Set(ring.map(String)).size).toBe(ring.length);
      }
    }),
    { numRuns: 80 },
  );
});

describe('shipped cases', () => {
  test.each(['astronaut', 'synth-plain', 'synth-holes', 'synth-hard'])('%s has the same parts and holes as its truth', (name) => {
    const folder = new URL(`../../../fixtures/${name}/`, import.meta.url);
    const { width, height, data } = decode(readFileSync(new URL('map.png', folder)));
    const truth = JSON.parse(readFileSync(new URL('truth_pixels.json', folder), 'utf8')) as {
      regions: Record<string, [number, number][][][]>;
    };
    const expected: Region[] = Object.entries(truth.regions).map(([label, parts]) => ({
      label: Number(label),
      parts: parts.map(([outer, ...holes]) => ({ outer: clockwise(outer!), holes: holes.map((hole) => clockwise(hole).toReversed()) })),
    }));
    expect(canonical(exactRegions({ width, height, ids: Uint8Array.from(data) }))).toEqual(canonical(expected));
  });
});

/** The truth repeats a ring's first point and does not say which way round it runs. */
function clockwise(closed: Ring): Ring {
  const ring = closed.slice(0, -1);
  return doubledArea(ring) > 0 ? ring : ring.toReversed();
}
