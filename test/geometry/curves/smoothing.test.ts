import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, IDENTITY, rotationAbout, type Affine, type Point } from '../../../src/geometry/plane/affine.ts';
import { GeometryError } from '../../../src/geometry/geometry-error.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { Detail } from '../../../src/geometry/detail/detail.ts';
import { exactRegions } from '../../../src/geometry/lattice/exact-regions.ts';
import { partitionLabelMap, type Partition } from '../../../src/geometry/cut.ts';
import type { Region } from '../../../src/geometry/plane/region.ts';
import { canonical, doubledArea, grid, labelMaps, quarterTurn, UNTOUCHED } from '../support/label-grids.ts';

interface Options { smoothing: number; detail?: Detail; placement?: Affine; corners?: readonly Point[] }

function draw(map: LabelMap, { smoothing, detail = { kind: 'tolerance', px: 1 }, placement = IDENTITY, corners = [] }: Options): Partition {
  return partitionLabelMap(map, { detail, smoothing, corners, placement }, UNTOUCHED);
}

const details: fc.Arbitrary<Detail> = fc.oneof(
  fc.constantFrom<Detail>({ kind: 'preset', name: 'measure' }, { kind: 'preset', name: 'balanced' }, { kind: 'preset', name: 'editable' }),
  fc.constantFrom(0, 0.3, 0.5, 1, 2, 6).map((px): Detail => ({ kind: 'tolerance', px })),
  fc.double({ min: 0, max: 1, noNaN: true }).map((min): Detail => ({ kind: 'iou', min })),
  fc.integer({ min: 200, max: 2000 }).map((max): Detail => ({ kind: 'points', max })),
);
const strengths = fc.constantFrom(0, 0.1, 0.3, 0.5, 0.8, 1);
/** Anywhere, as shares of width and height, or on the start of a border, by its share of all. */
const places = fc.array(fc.oneof(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), fc.double({ min: 0, max: 0.99, noNaN: true })), { maxLength: 3 });

/** In 64ths of a pixel: turning moves them exactly. */
function cornersIn(map: LabelMap, among: readonly (number | readonly [number, number])[]): Point[] {
  const starts = draw(map, { smoothing: 0 }).topology.arcs.map(({ points }) => points[0]!);
  return among.flatMap((place): Point[] => {
    if (typeof place === 'number') return starts.slice(Math.floor(place * starts.length)).slice(0, 1);
    return [[Math.round(place[0] * map.width * 64) / 64, Math.round(place[1] * map.height * 64) / 64]];
  });
}

/** Null where the regions cannot be drawn in so few points. */
function drawnOrRefused(map: LabelMap, options: Options): Partition | null {
  try {
    return draw(map, options);
  } catch (error) {
    if (options.detail?.kind === 'points' && error instanceof GeometryError) return null;
    throw error;
  }
}

test.each([-0.1, 1.1, NaN, Infinity])('a smoothing of %s is refused', (smoothing) => {
  expect(() => draw(grid('ab'), { smoothing })).toThrow(GeometryError);
});

test('curves that would cross are bent less', () => {
  const map = grid(
    'kkkkgghhhhhhhhhhhhhhhaaaaaaaaaa',
    'kkkkkggghhhhhhhhhhhhhaaaaaaaaaa',
    'kkkkkdgggghhhhhhhhhhaaaaaaaaaaa',
    'kkkkkdddgggghhhhhhhhaaaaaaaaaaa',
    'kkkkkkdddggggghhhhhaaaaaaaaaaaa',
    'kkkkkkdddddggggghhhaaaaaafaaaaa',
    'kkkkkkddddddggggggaaaaaaffaaaaa',
    'kkkkkkddddddddggggaaaaafffakaaa',
    'kkkkkkdddddddddgggaaaafffkkkaaa',
    'kkkkkkccdddddddddgaaaffffkkkkaa',
    'kkkkkkciiiidddddddaafffffkaaaaa',
    'kkkkkkiiiiiiffffffffffffkkaaaaa',
    'kkkkkkiiciccfffffffffkkkkfaaaaa',
    'kkkkkiiccccccffkkkffkkkkkfaaaaa',
    'aakkiiikkkcccfffkkkkkfffffaaaaa',
    'aakkiikkkkkkkcffkfffffffffaaaaa',
    'aakkikiiiiiikkkffffffffhhhhhhhh',
    'aakkiikiiikkkkkkffffhhhhhhhhhhh',
    'aakkkikkikkkkkkkkffhhhhhhhhhhhh',
    'aakkkkkiiikkkkkkkikhhhhhhhhhhhh',
    'aakkkkkiiikkkkkkkiihhhhhhhhhhhh',
    'aakkkkkkiiiiiiikkkihhhhhhhhhhhh',
    'aakkkkkkkkkkkkikikihhhhhhhhhhhh',
    'aakkkkkkkkkkkkiiiiihhhhhhhhhhhh',
  );
  const { certificate } = draw(map, { smoothing: 0.3, detail: { kind: 'tolerance', px: 6 } });
  expect(certificate).toMatchObject({ overlapPx: 0, gapPx: 0, crossings: 0 });
});

describe('for any map, any detail and any smoothing', () => {
  const shapeOf = (regions: readonly Region[]) => regions.map(({ label, parts }) => [label, parts.map(({ holes }) => holes.length).sort((a, b) => a - b)]);

  function checkSound(map: LabelMap, { regions, certificate }: Partition, detail: Detail): void {
    const { overlapPx, gapPx, crossings, points } = certificate;
    expect({ overlapPx, gapPx, crossings }).toEqual({ overlapPx: 0, gapPx: 0, crossings: 0 });
    expect(shapeOf(regions)).toEqual(shapeOf(exactRegions(map)));
    for (const { label, parts } of regions) {
      const { partsKept, iou, maxDeviationPx } = certificate.regions.get(label)!;
      expect(partsKept).toBe(parts.length);
      if (detail.kind === 'iou') expect(iou).toBeGreaterThanOrEqual(detail.min);
      if (detail.kind === 'tolerance') expect(maxDeviationPx).toBeLessThanOrEqual(detail.px + 0.001);
      for (const { outer, holes } of parts) {
        expect(doubledArea(outer)).toBeGreaterThan(0);
        for (const hole of holes) expect(doubledArea(hole)).toBeLessThan(0);
        for (const ring of [outer, ...holes]) {
          expect(ring.length).toBeGreaterThanOrEqual(4);
          expect(new Set(ring.map(String)).size).toBe(ring.length);
        }
      }
    }
    if (detail.kind === 'points') expect(points).toBeLessThanOrEqual(detail.max);
  }

  test('no overlap, gap or crossing; every region, part and hole kept; what was asked for is kept', () => {
    fc.assert(
      fc.property(labelMaps(60, 64), details, strengths, fc.integer({ min: -180, max: 180 }), (map, detail, smoothing, degrees) => {
        const drawn = drawnOrRefused(map, { smoothing, detail, placement: rotationAbout(degrees, 7, 11) });
        if (drawn !== null) checkSound(map, drawn, detail);
      }),
      { numRuns: 150 },
    );
  });

  test('large maps of many labels, too', () => {
    fc.assert(
      fc.property(labelMaps(600, 64, ['cells', 'necks']), details, strengths, (map, detail, smoothing) => {
        fc.pre(detail.kind !== 'points');
        checkSound(map, draw(map, { smoothing, detail, placement: rotationAbout(-71, 5, 6) }), detail);
      }),
      { numRuns: 5 },
    );
  });

  test('a turned map gives the same regions, turned, and renumbered labels change nothing', () => {
    fc.assert(
      fc.property(labelMaps(28), details, strengths, places, (map, detail, smoothing, among) => {
        const corners = cornersIn(map, among);
        const regions = drawnOrRefused(map, { smoothing, detail, corners })?.regions ?? [];
        let turned = map;
        let turn = IDENTITY;
        for (let quarters = 1; quarters < 4; quarters++) {
          const { height } = turned;
          const [a, b, c, d, e, f] = turn;
          turned = quarterTurn(turned);
          turn = [-b, a, -d, c, height - f, e];
          const moved = corners.map((corner) => applyAffine(turn, corner));
          expect(inSteps(drawnOrRefused(turned, { smoothing, detail, corners: moved })?.regions ?? [])).toEqual(inSteps(regions, turn));
        }
        const rename = (label: number): number => (label === 0 ? 0 : 13 - label);
        const renamed = regions.map(({ label, parts }) => ({ label: rename(label), parts }));
        const again = drawnOrRefused({ ...map, ids: map.ids.map(rename) }, { smoothing, detail, corners })?.regions ?? [];
        expect(inSteps(again)).toEqual(inSteps(renamed));
      }),
      { numRuns: 80 },
    );
  });

  test('a moved map gives the same regions, moved', () => {
    fc.assert(
      fc.property(labelMaps(24), strengths, fc.constantFrom(0.5, 1, 3), (map, smoothing, px) => {
        const wide = (dx: number, dy: number): LabelMap => {
          const [width, height] = [map.width + 9, map.height + 9];
          const ids = new Uint8Array(width * height);
          for (let y = 0; y < map.height; y++) ids.set(map.ids.subarray(y * map.width, (y + 1) * map.width), (y + dy) * width + dx);
          return { width, height, ids };
        };
        const detail: Detail = { kind: 'tolerance', px };
        const moved = inSteps(draw(wide(2, 3), { smoothing, detail }).regions, [1, 0, 0, 1, 4, 1]);
        expect(inSteps(draw(wide(6, 4), { smoothing, detail }).regions)).toEqual(moved);
      }),
      { numRuns: 80 },
    );
  });
});

test.each<[string, LabelMap, Options]>([
  ['on the start of a closed border', grid('.......', '..aaa..', '.aaaaa.', '.aaaa..', '..aa...', '.......'), { smoothing: 1 }],
  ['near the end of a bar', grid(...Array(2).fill('aaaaa'), ...Array(5).fill('aabaa'), ...Array(2).fill('aaaaa')), {
    smoothing: 0.25,
    detail: { kind: 'iou', min: 0.95 },
    corners: [[2.53125, 7.203125]],
  }],
  ['as near to one point as to another', grid('....', '.aa.', '.aa.', '.aa.', '....'), { smoothing: 1, detail: { kind: 'tolerance', px: 0.3 }, corners: [[2, 2.5]] }],
])('a corner %s gives the same drawing for a turned map', (_, map, options) => {
  const starts = draw(map, { ...options, smoothing: 0, detail: { kind: 'tolerance', px: 0 } }).topology.arcs.filter(({ left }) => left !== -1);
  const corners = options.corners ?? starts.map(({ points }) => points[0]!);
  const turned = corners.map(([x, y]): Point => [map.height - y, x]);
  const regions = inSteps(draw(map, { ...options, corners }).regions, [0, 1, -1, 0, map.height, 0]);
  expect(inSteps(draw(quarterTurn(map), { ...options, corners: turned }).regions)).toEqual(regions);
});

/** In whole steps of a ten-thousandth: moved as decimals they would differ in their last bits. */
function inSteps(regions: readonly Region[], move: Affine = IDENTITY): string[] {
  return canonical(regions, (point) => {
    const [x, y] = applyAffine(move, point);
    return [Math.round(x * 10_000) + 0, Math.round(y * 10_000) + 0];
  });
}
