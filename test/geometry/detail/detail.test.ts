import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, IDENTITY, rotationAbout, type Affine } from '../../../src/geometry/plane/affine.ts';
import type { Detail } from '../../../src/geometry/detail/detail.ts';
import { GeometryError } from '../../../src/geometry/geometry-error.ts';
import { countLabels, type LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { partitionLabelMap, type Partition } from '../../../src/geometry/cut.ts';
import type { Region, Ring } from '../../../src/geometry/plane/region.ts';
import { canonical, grid, labelMaps, quarterTurn, UNTOUCHED } from '../support/label-grids.ts';

const MEASURE: Detail = { kind: 'preset', name: 'measure' };
const BALANCED: Detail = { kind: 'preset', name: 'balanced' };
const EDITABLE: Detail = { kind: 'preset', name: 'editable' };

function draw(map: LabelMap, detail: Detail, placement: Affine = IDENTITY): Partition {
  return partitionLabelMap(map, { detail, placement }, UNTOUCHED);
}

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('refusals', () => {
  test.each<Detail>([
    { kind: 'tolerance', px: -0.1 },
    { kind: 'tolerance', px: Number.NaN },
    { kind: 'tolerance', px: Infinity },
    { kind: 'points', max: 0 },
    { kind: 'points', max: 10.5 },
    { kind: 'iou', min: -0.1 },
    { kind: 'iou', min: 1.1 },
    { kind: 'points', max: 3 },
  ])('%j', (detail) => {
    expect(() => draw(grid('aab', 'abb'), detail)).toThrow(expect.objectContaining({ name: 'GeometryError', code: 'invalid_option' }));
  });

  test('fewer points than the parts need', () => {
    const islands = grid('.........', '.a.aa.a..', '.....a...', '.a.a.a.a.', '.........');
    expect(() => draw(islands, { kind: 'points', max: 27 })).toThrow(GeometryError);
    expect(draw(islands, { kind: 'points', max: 28 }).certificate.points).toBe(28);
  });
});

test('without a detail or a tolerance the drawing is balanced', () => {
  const map = shipped('synth-plain');
  const { regions } = partitionLabelMap(map, { placement: IDENTITY }, UNTOUCHED);
  expect(canonical(regions)).toEqual(canonical(draw(map, BALANCED).regions));
});

test('a map of background alone has nothing to draw, whatever the detail', () => {
  for (const detail of [MEASURE, BALANCED, EDITABLE, { kind: 'points', max: 4 }, { kind: 'iou', min: 0.9 }] satisfies Detail[]) {
    expect(draw(grid('..', '..'), detail).regions).toEqual([]);
  }
});

describe('measure', () => {
  test('every pixel of any map keeps its label, also turned', () => {
    fc.assert(
      fc.property(labelMaps(20), fc.integer({ min: -180, max: 180 }), (map, degrees) => {
        const placement = rotationAbout(degrees, 3, 4);
        const { regions } = draw(map, MEASURE, placement);
        expect(rasterize(regions, map, placement)).toEqual(map.ids);
      }),
      { numRuns: 100 },
    );
  });

  test('a long straight stair needs a corner only where it leaves the frame', () => {
    const rows = Array.from({ length: 12 }, (_, y) => 'a'.repeat(40 - 3 * y) + 'b'.repeat(3 * y + 4));
    const { certificate } = draw(grid(...rows), MEASURE);
    // Four corners of the frame, both ends of the border and two corners of it.
    expect(certificate.points).toBe(8);
    expect(certificate.regions.get(1)!.iou).toBe(1);
  });
});

describe('for any map and any detail', () => {
  const details: fc.Arbitrary<Detail> = fc.oneof(
    fc.constant(MEASURE), fc.constant(BALANCED), fc.constant(EDITABLE),
    fc.double({ min: 0, max: 1, noNaN: true }).map((min): Detail => ({ kind: 'iou', min })),
    fc.integer({ min: 200, max: 2000 }).map((max): Detail => ({ kind: 'points', max })),
  );

  /** No regions where they cannot be drawn in so few points. */
  const drawnOrRefused = (map: LabelMap, detail: Detail, placement = IDENTITY): readonly Region[] => {
    try {
      return draw(map, detail, placement).regions;
    } catch (error) {
      if (detail.kind === 'points' && error instanceof GeometryError) return [];
      throw error;
    }
  };

  test('no overlap, gap or crossing, and what was asked for is kept', () => {
    fc.assert(
      fc.property(labelMaps(40), details, (map, detail) => {
        let drawn: Partition;
        try {
          drawn = draw(map, detail, rotationAbout(33, 5, 6));
        } catch (error) {
          if (detail.kind === 'points' && error instanceof GeometryError) return;
          throw error;
        }
        const { overlapPx, gapPx, crossings, points, regions } = drawn.certificate;
        expect({ overlapPx, gapPx, crossings }).toEqual({ overlapPx: 0, gapPx: 0, crossings: 0 });
        const ious = Array.from(regions.values(), ({ iou }) => iou);
        const worst = Math.min(1, ...ious);
        const mean = ious.length === 0 ? 1 : meanOf(ious);
        if (detail.kind === 'points') expect(points).toBeLessThanOrEqual(detail.max);
        if (detail.kind === 'iou') expect(worst).toBeGreaterThanOrEqual(detail.min);
        if (detail === MEASURE) expect(worst).toBe(1);
        if (detail === BALANCED) {
          expect(worst).toBeGreaterThanOrEqual(0.95);
          expect(mean).toBeGreaterThanOrEqual(0.985);
          for (const { maxDeviationPx } of regions.values()) expect(maxDeviationPx).toBeLessThanOrEqual(1);
        }
        if (detail === EDITABLE) {
          expect(worst).toBeGreaterThanOrEqual(0.85);
          expect(mean).toBeGreaterThanOrEqual(0.955);
        }
      }),
      { numRuns: 120 },
    );
  });

  test('large maps of many labels, too', () => {
    fc.assert(
      fc.property(labelMaps(600, 64, ['cells', 'necks']), details, (map, detail) => {
        fc.pre(detail.kind !== 'points');
        const { overlapPx, gapPx, crossings, regions } = draw(map, detail, rotationAbout(-71, 5, 6)).certificate;
        expect({ overlapPx, gapPx, crossings }).toEqual({ overlapPx: 0, gapPx: 0, crossings: 0 });
        expect(new Set(regions.keys())).toEqual(new Set([...countLabels(map).keys()].filter((label) => label > 0)));
        for (const { partsKept } of regions.values()) expect(partsKept).toBeGreaterThan(0);
      }),
      { numRuns: 8 },
    );
  });

  test('a turned map gives the same regions, turned, and renumbered labels change nothing', () => {
    fc.assert(
      fc.property(labelMaps(28), details, (map, detail) => {
        const regions = drawnOrRefused(map, detail);
        const turned = canonical(regions, ([x, y]) => [map.height - y, x]);
        expect(canonical(drawnOrRefused(quarterTurn(map), detail))).toEqual(turned);

        const rename = (label: number): number => (label === 0 ? 0 : 13 - label);
        const renamed = regions.map(({ label, parts }) => ({ label: rename(label), parts }));
        expect(canonical(drawnOrRefused({ ...map, ids: map.ids.map(rename) }, detail))).toEqual(canonical(renamed));
      }),
      { numRuns: 60 },
    );
  });
});

describe('shipped cases', () => {
  const cases = ['astronaut', 'synth-plain', 'synth-holes', 'synth-hard'];

  test.each(cases)('%s: measure is lossless', (name) => {
    for (const { iou } of draw(shipped(name), MEASURE).certificate.regions.values()) expect(iou).toBe(1);
  });

  test.each(cases)('%s: balanced keeps areas', (name) => {
    const map = shipped(name);
    for (const [label, { areaError }] of draw(map, BALANCED).certificate.regions) {
      const pixels = countLabels(map).get(label)!;
      // The corners that any border through the middles of pixel sides cuts weigh more in regions of a few pixels.
      if (pixels > 100) expect(areaError).toBeLessThanOrEqual(pixels > 1000 ? 0.01 : 0.03);
    }
  });

  test.each(cases.slice(0, 3))('%s: more points are worth it, and fewer are enough for less', (name) => {
    const map = shipped(name);
    const points = [EDITABLE, BALANCED, MEASURE].map((detail) => draw(map, detail).certificate.points);
    expect(points).toEqual(points.toSorted((a, b) => a - b));
    const coarse = draw(map, { kind: 'iou', min: 0.9 }).certificate.points;
    expect(coarse).toBeLessThan(draw(map, { kind: 'iou', min: 0.99 }).certificate.points);
    expect(draw(map, { kind: 'points', max: 300 }).certificate.points).toBeLessThanOrEqual(300);
  });
});

function shipped(name: string): LabelMap {
  const { width, height, data } = decode(readFileSync(new URL(`../../../fixtures/${name}/map.png`, import.meta.url)));
  return { width, height, ids: Uint8Array.from(data) };
}

/** Which region each pixel centre lies in, asked one by one; 255 where it lies in several. */
function rasterize(regions: readonly Region[], { width, height }: LabelMap, placement: Affine): Uint8Array {
  const holds = (ring: Ring, x: number, y: number): boolean => {
    let inside = false;
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
    return inside;
  };
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = applyAffine(placement, [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5]);
    const owners = regions.filter(({ parts }) =>
      parts.some(({ outer, holes }) => holds(outer, x, y) && !holes.some((hole) => holds(hole, x, y))),
    );
    return owners.length > 1 ? 255 : (owners[0]?.label ?? 0);
  });
}
