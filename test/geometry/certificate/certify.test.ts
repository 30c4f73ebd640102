import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, IDENTITY, invertAffine, rotationAbout, type Affine, type Point } from '../../../src/geometry/plane/affine.ts';
import { certify } from '../../../src/geometry/certificate/certify.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { Certificate } from '../../../src/geometry/certificate/certificate.ts';
import { partitionLabelMap } from '../../../src/geometry/cut.ts';
import type { Region, Ring } from '../../../src/geometry/plane/region.ts';
import { traceMap } from '../../../src/geometry/lattice/traced-map.ts';
import { grid, labelMaps, UNTOUCHED } from '../support/label-grids.ts';

function certificateOf(regions: readonly Region[], map: LabelMap, placement: Affine = IDENTITY): Certificate {
  return certify(regions, placement, traceMap(map), UNTOUCHED);
}

const rectangle = (x0: number, y0: number, x1: number, y1: number): Ring => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
const region = (label: number, outer: Ring, ...holes: Ring[]): Region => ({ label, parts: [{ outer, holes }] });

/** The same regions with one point of one label's rings somewhere else; its neighbours keep theirs. */
function bend(regions: readonly Region[], label: number, from: Point, to: Point): Region[] {
  const bent = (ring: Ring): Ring => ring.map((point) => (String(point) === String(from) ? to : point));
  return regions.map((one) =>
    one.label !== label
      ? one
      : { label, parts: one.parts.map(({ outer, holes }) => ({ outer: bent(outer), holes: holes.map(bent) })) },
  );
}

const halves = grid('aaaabbbb', 'aaaabbbb', 'aaaabbbb', 'aaaabbbb');

describe('what is wrong with polygons shows', () => {
  test('nothing, where they are the map itself', () => {
    const certificate = certificateOf([region(1, rectangle(0, 0, 4, 4)), region(2, rectangle(4, 0, 8, 4))], halves);
    const whole = { iou: 1, areaError: 0, maxDeviationPx: 0, smoothingDriftPx: 0, partsKept: 1, partsDropped: 0 };
    expect(certificate).toEqual({ overlapPx: 0, gapPx: 0, crossings: 0, points: 6, regions: new Map([[1, whole], [2, whole]]) });
  });

  test('regions that cover one another', () => {
    const certificate = certificateOf([region(1, rectangle(0, 0, 5, 4)), region(2, rectangle(4, 0, 8, 4))], halves);
    expect(certificate.overlapPx).toBe(4);
    expect(certificate.crossings).toBeGreaterThan(0);
    expect(certificate.regions.get(1)).toMatchObject({ iou: 16 / 20, areaError: 0.25 });
  });

  test('a region inside another, without any crossing', () => {
    const certificate = certificateOf([region(1, rectangle(0, 0, 8, 4)), region(2, rectangle(5, 1, 7, 3))], halves);
    expect(certificate).toMatchObject({ overlapPx: 4, gapPx: 0, crossings: 0 });
  });

  test('a crack between neighbours', () => {
    const left: Ring = [[0, 0], [4, 0], [3, 2], [4, 4], [0, 4]];
    const right: Ring = [[4, 0], [8, 0], [8, 4], [4, 4], [5, 2]];
    expect(certificateOf([region(1, left), region(2, right)], halves)).toMatchObject({ overlapPx: 0, gapPx: 4, crossings: 0 });
  });

  test('background is no gap, wherever it is', () => {
    const map = grid('aaaa.', 'a..a.', 'aaaa.');
    const outer = rectangle(0, 0, 4, 3);
    const hole = rectangle(1, 1, 3, 2).toReversed();
    expect(certificateOf([region(1, outer, hole)], map)).toMatchObject({ overlapPx: 0, gapPx: 0, crossings: 0 });
  });

  test('a hole that the map does not have is a gap', () => {
    const hole = rectangle(1, 1, 3, 2).toReversed();
    expect(certificateOf([region(1, rectangle(0, 0, 4, 4), hole), region(2, rectangle(4, 0, 8, 4))], halves)).toMatchObject({ overlapPx: 0, gapPx: 2 });
  });

  test('a ring that crosses or touches itself', () => {
    const bowTie: Ring = [[0, 0], [4, 4], [4, 0], [0, 4]];
    expect(certificateOf([region(1, bowTie)], halves).crossings).toBe(1);
    const eight: Ring = [[0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4]];
    expect(certificateOf([region(1, eight)], halves).crossings).toBe(1);
  });

  test('a point of a neighbour on an edge that does not have it', () => {
    const right: Ring = [[4, 0], [8, 0], [8, 4], [4, 4], [4, 2]];
    expect(certificateOf([region(1, rectangle(0, 0, 4, 4)), region(2, right)], halves).crossings).toBeGreaterThan(0);
  });

  test('a ring that runs the wrong way round', () => {
    expect(certificateOf([region(1, rectangle(0, 0, 4, 4).toReversed())], halves).overlapPx).toBe(16);
  });

  test('a region or a part that is missing', () => {
    const map = grid('aaa..a', 'aaa..a', 'bbb...');
    const certificate = certificateOf([region(1, rectangle(0, 0, 3, 2))], map);
    expect(certificate.regions.get(1)).toMatchObject({ iou: 6 / 8, partsKept: 1 });
    expect(certificate.regions.get(2)).toMatchObject({ iou: 0, areaError: 1, partsKept: 0 });
    expect(certificate.regions.get(2)!.maxDeviationPx).toBeGreaterThan(0);
  });
});

test('the answer’s frame may be turned and scaled: everything is in pixels of the map', () => {
  const map = grid('aaabbb', 'aaabbb', 'aabbbb', '..bbbb');
  const upright = partitionLabelMap(map, { detail: { kind: 'tolerance', px: 0 }, placement: IDENTITY }, UNTOUCHED);
  const turn = rotationAbout(31, 2, 9);
  const placement: Affine = [3 * turn[0], 3 * turn[1], 3 * turn[2], 3 * turn[3], turn[4], turn[5]];
  const turned = partitionLabelMap(map, { detail: { kind: 'tolerance', px: 0 }, placement }, UNTOUCHED);
  expect(turned.certificate.points).toBe(upright.certificate.points);
  for (const [label, { iou, areaError }] of turned.certificate.regions) {
    expect(iou).toBe(1);
    expect(areaError).toBeCloseTo(upright.certificate.regions.get(label)!.areaError, 4);
  }
});

const isInside = ({ width, height }: LabelMap, point: Point): boolean => {
  const [x, y] = applyAffine(invertAffine(rotationAbout(20, 3, 4)), point);
  return Math.min(x, y, width - x, height - y) > 0.1;
};

test('one bent point of what is sent makes a crossing, an overlap or a gap', () => {
  fc.assert(
    fc.property(
      labelMaps(24), fc.constantFrom(0, 0.5, 1), fc.nat(), fc.integer({ min: 300, max: 90_000 }), fc.integer({ min: 300, max: 90_000 }),
      (drawn, tolerancePx, pick, dx, dy) => {
        const map = { ...drawn, ids: drawn.ids.map((label) => label + 1) };
        const { regions } = partitionLabelMap(map, { detail: { kind: 'tolerance', px: tolerancePx }, placement: rotationAbout(20, 3, 4) }, UNTOUCHED);
        // Points inside the frame are shared, so bending one region's opens or covers something between the others.
        const owners = new Map<string, { label: number; point: Point }[]>();
        for (const { label, parts } of regions) {
          for (const point of parts.flatMap(({ outer, holes }) => [outer, ...holes].flat())) {
            owners.set(String(point), [...(owners.get(String(point)) ?? []), { label, point }]);
          }
        }
        const shared = [...owners.values()].filter((all) => isInside(map, all[0]!.point));
        fc.pre(shared.length > 0);
        const { label, point } = shared[pick % shared.length]![0]!;
        const bent = bend(regions, label, point, [point[0] + dx / 10_000, point[1] + dy / 10_000]);
        const { overlapPx, gapPx, crossings } = certificateOf(bent, map, rotationAbout(20, 3, 4));
        expect(crossings + overlapPx + gapPx).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});
