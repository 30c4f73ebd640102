import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANDMARK_SCHEMAS } from '../../../src/contract/names.ts';
import { type Affine, applyAffine, composeAffine, type Point, rotationAbout, scaleAffine } from '../../../src/geometry/plane/affine.ts';
import { LANDMARK_SCHEMA_TABLES } from '../../../src/geometry/alignment/schemas/index.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import { measuresDocument } from '../../../src/contract/result/measures.ts';
import type { MeasuresDocument, PairMeasuresDocument } from '../../../src/contract/result.ts';
import { box, drawnFace, drawnLandmarks, drawnParts, LABELS, mirroredMesh, rhombus } from './support/drawn-face.ts';
import { measuresOf } from './support/measures-of.ts';

const MM_PER_PX = 11.71 / 8;

function pairNamed({ pairs }: MeasuresDocument, name: string): PairMeasuresDocument {
  return pairs.find((pair) => pair.name === name)!;
}

/** Every number of a document, by its path; angles and points aside, which a moved face has elsewhere. */
function scalars(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (/angle_degrees|^point$|centroid$|midpoint/.test(key) ? [] : scalars(inner, `${path}.${key}`)));
}

function expectClose(a: MeasuresDocument, b: MeasuresDocument, within: (path: string, value: number) => number): void {
  const other = new Map(scalars(b));
  expect(scalars(a).map(([path]) => path)).toEqual([...other.keys()]);
  for (const [path, value] of scalars(a)) expect(Math.abs(value - other.get(path)!), path).toBeLessThanOrEqual(within(path, value));
}

describe('a symmetric face', () => {
  const measures = measuresOf(drawnFace());

  test('has its midline in the middle', () => {
    expect(measures.midline).toMatchObject({
      source: 'map',
      angle_degrees: 90,
      from_regions: 8,
      left_out: [],
      spread: { px: 0, mm: 0 },
      landmarks: { angle_degrees: 90, angle_difference_degrees: 0, offset: { px: 0, mm: 0 } },
    });
    expect(measures.midline!.point[0]).toBe(0);
  });

  test('has no differences', () => {
    expect(measures.pairs.map(({ name }) => name)).toEqual(['brow', 'eye']);
    for (const { differences } of measures.pairs) {
      expect(differences).toEqual({
        area: { px2: 0, mm2: 0 },
        area_ratio: 1,
        midline_distance: { px: 0, mm: 0 },
        height: { px: 0, mm: 0 },
        mirrored_iou: 1,
      });
    }
    expect(pairNamed(measures, 'eye')).toMatchObject({
      right: { label: 4, area: { px2: 100 }, centroid: [-20, 0], midline_distance: { px: 20 } },
      left: { label: 5, area: { px2: 100 }, centroid: [20, 0], midline_distance: { px: 20 } },
      centroid: [0, 0],
      midpoint: [0, 0],
      centroid_distance: { px: 40 },
    });
  });

  test('has three equal thirds and five equal fifths where it is drawn so', () => {
    const third = { px: 50, mm: 73.188, share: 0.3333 };
    expect(measures.thirds).toEqual({
      upper: third,
      middle: third,
      lower: third,
      points: {
        trichion: { point: [0, -60], source: 'skin_hair_border' },
        brow_line: { point: [0, -10], source: 'landmark' },
        subnasale: { point: [0, 40], source: 'landmark' },
        menton: { point: [0, 90], source: 'skin_border' },
      },
      complete: true,
    });
    const fifth = { px: 20, mm: 29.275, share: 0.2 };
    expect(measures.fifths).toMatchObject({ right_side: fifth, right_eye: fifth, between_eyes: fifth, left_eye: fifth, left_side: fifth, complete: true });
    expect(measures.fifths.points).toMatchObject({
      face_right: { point: [-50, 0], source: 'skin_border' },
      eye_outer_right: { point: [-30, 0], source: 'landmark' },
      face_left: { point: [50, 0], source: 'skin_border' },
    });
    expect(measures.warnings).toEqual([]);
  });

  test('tells area, perimeter and place of every region', () => {
    expect(measures.regions).toHaveLength(10);
    expect(measures.regions.find(({ name }) => name === 'upper_lip')).toEqual({
      label: 7,
      name: 'upper_lip',
      subject_side: null,
      area: { px2: 150, mm2: Math.round(150 * MM_PER_PX ** 2 * 1000) / 1000 },
      perimeter: { px: 70, mm: Math.round(70 * MM_PER_PX * 1000) / 1000 },
      centroid: [0, 52.5],
      midline_offset: { px: 0, mm: 0 },
    });
  });

  test('is what the HTTP schema says', () => {
    expect(measuresDocument.parse(measures)).toEqual(measures);
  });
});

describe('known differences', () => {
  test('the left eye four pixels lower', () => {
    const parts = drawnParts().set(LABELS.eyeLeft, [{ outer: rhombus(20, 4), holes: [] }]);
    const { differences } = pairNamed(measuresOf(drawnFace(undefined, parts)), 'eye');
    // Two rhombi, one moved by 0.8 of its half height, share one of 0.6 of its size.
    expect(differences).toMatchObject({ height: { px: -4 }, midline_distance: { px: 0 }, area_ratio: 1, mirrored_iou: 0.2195 });
  });

  test('the left eye twice as large', () => {
    const parts = drawnParts().set(LABELS.eyeLeft, [{ outer: rhombus(20, 0, Math.SQRT2), holes: [] }]);
    const { differences, centroid } = pairNamed(measuresOf(drawnFace(undefined, parts)), 'eye');
    expect(differences).toMatchObject({ area: { px2: -100 }, area_ratio: 0.5, mirrored_iou: 0.5, height: { px: 0 } });
    expect(centroid).toEqual([6.667, 0]);
  });

  test('an eye far off its place does not tilt the midline', () => {
    const parts = drawnParts().set(LABELS.eyeLeft, [{ outer: rhombus(60, 0), holes: [] }]);
    const measures = measuresOf(drawnFace(undefined, parts));
    expect(measures.midline).toMatchObject({ angle_degrees: 90, left_out: [4, 5], from_regions: 6 });
    expect(pairNamed(measures, 'eye').differences).toMatchObject({ midline_distance: { px: -40 }, mirrored_iou: 0 });
  });

  test('the landmarks beside the map', () => {
    const aside = drawnLandmarks().map(([x, y]): Point => [x + 3, y]);
    expect(measuresOf(drawnFace(undefined, drawnParts(), aside)).midline!.landmarks).toMatchObject({
      angle_difference_degrees: 0,
      offset: { px: 3 },
    });
    const tilted = drawnLandmarks().map((point) => applyAffine(rotationAbout(5, 0, 0), point));
    const { point, landmarks } = measuresOf(drawnFace(undefined, drawnParts(), tilted)).midline!;
    expect(landmarks!.angle_difference_degrees).toBeCloseTo(5, 4);
    expect(landmarks!.offset!.px).toBeCloseTo(-point[1] * Math.tan((5 * Math.PI) / 180), 2);
  });

  test('landmarks that lie elsewhere than the map, and that is told', () => {
    const told = (landmarks: Point[]): string[] => measuresOf(drawnFace(undefined, drawnParts(), landmarks)).warnings.map(({ code }) => code);
    expect(told(drawnLandmarks().map(([x, y]): Point => [x + 5, y]))).toEqual([]);
    expect(told(drawnLandmarks().map(([x, y]): Point => [x + 7, y]))).toEqual(['measures_midline']);
    expect(told(drawnLandmarks().map((point) => applyAffine(rotationAbout(9, 0, 25), point)))).toContain('measures_midline');
  });

  test('the left side of the face wider, the nose aside', () => {
    const parts = drawnParts()
      .set(LABELS.skin, [{ outer: box(-50, -60, 60, 90), holes: [] }])
      .set(LABELS.nose, [{ outer: [[-10, 40], [0.3, -10], [10.3, 40]], holes: [] }]);
    const { fifths, regions } = measuresOf(drawnFace(undefined, parts));
    expect(fifths.left_side!.px - fifths.right_side!.px).toBeCloseTo(10, 0);
    expect(regions.find(({ name }) => name === 'nose')!.midline_offset!.px).toBeGreaterThan(0);
  });
});

describe('a moved face', () => {
  const lopsided = drawnParts()
    .set(LABELS.eyeLeft, [{ outer: rhombus(21, 2, 1.1), holes: [] }])
    .set(LABELS.browRight, [{ outer: box(-33, -24, -8, -17), holes: [] }]);
  const before = measuresOf(drawnFace(undefined, lopsided));

  test('has the same measures however it is turned', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -500, max: 500 }), (degrees, by) => {
        const after = measuresOf(drawnFace(rotationAbout(degrees, by, 30), lopsided));
        // Centroids and areas are rounded to thousandths before they come here; squares of millimetres double that.
        expectClose(after, before, (path, value) => (path.endsWith('2') ? 0.005 : 0.004) + 1e-4 * Math.abs(value) * Number(/mm/.test(path)));
        const turn = (after.midline!.angle_degrees - before.midline!.angle_degrees - degrees + 720) % 360;
        expect(Math.min(turn, 360 - turn)).toBeLessThan(0.01);
      }),
      { numRuns: 60 },
    );
  });

  test.each([30, 90, -140])('turned by %d degrees, its points turn with it', (degrees) => {
    const turn = rotationAbout(degrees, 70, 30);
    const after = measuresOf(drawnFace(turn, lopsided));
    const named = ({ thirds, fifths }: MeasuresDocument) => Object.entries({ ...thirds.points, ...fifths.points });
    expect(named(after)).toHaveLength(10);
    named(after).forEach(([name, is], i) => {
      const [x, y] = applyAffine(turn, named(before)[i]![1]!.point);
      expect(is!.point[0], name).toBeCloseTo(x, 1);
      expect(is!.point[1], name).toBeCloseTo(y, 1);
    });
  });

  test('enlarged, it has more pixels and as many millimetres', () => {
    const after = measuresOf(drawnFace(scaleAffine(4, 4), lopsided));
    expect(after.scale!.mm_per_px).toBeCloseTo(before.scale!.mm_per_px / 4, 5);
    const other = new Map(scalars(before));
    for (const [path, value] of scalars(after)) {
      const was = other.get(path)!;
      if (path.endsWith('.px2')) expect(value, path).toBeCloseTo(16 * was, 1);
      else if (path.endsWith('.px')) expect(value, path).toBeCloseTo(4 * was, 1);
      else if (/\.mm$|share|iou|ratio/.test(path)) expect(Math.abs(value - was), path).toBeLessThan(0.003 + 1e-4 * Math.abs(was));
    }
  });

  test('mirrored, its sides are swapped', () => {
    const flip: Affine = [-1, 0, 0, 1, 300, 0];
    const after = measuresOf(drawnFace(flip, lopsided, mirroredMesh(drawnLandmarks())));
    for (const name of ['eye', 'brow']) {
      const [was, is] = [pairNamed(before, name), pairNamed(after, name)];
      expect([is.right.label, is.left.label]).toEqual([was.left.label, was.right.label]);
      expect(is.right.midline_distance!.px).toBeCloseTo(was.left.midline_distance!.px, 2);
      expect(is.differences.height!.px).toBeCloseTo(-was.differences.height!.px, 2);
      expect(is.differences.midline_distance!.px).toBeCloseTo(-was.differences.midline_distance!.px, 2);
      expect(is.differences.area.px2).toBeCloseTo(-was.differences.area.px2, 2);
      expect(is.differences.mirrored_iou).toBeCloseTo(was.differences.mirrored_iou!, 3);
    }
    expect(after.fifths.right_side!.px).toBeCloseTo(before.fifths.left_side!.px, 2);
    expect(after.thirds.upper!.px).toBeCloseTo(before.thirds.upper!.px, 2);
  });
});

describe('any input', () => {
  const coordinate = fc.double({ min: 0, max: 1000, noNaN: true });
  const point = fc.tuple(coordinate, coordinate);

  test('random polygons and landmarks of every schema: finite numbers and nulls, and the schema holds', () => {
    const ring = fc.array(point, { minLength: 0, maxLength: 6 });
    const part = fc.record({ outer: ring, holes: fc.array(ring, { maxLength: 1 }) });
    const regions = fc.uniqueArray(fc.record({ label: fc.integer({ min: 1, max: 11 }), parts: fc.array(part, { maxLength: 2 }) }), {
      selector: ({ label }) => label,
    });
    fc.assert(
      fc.property(regions, fc.constantFrom(...LANDMARK_SCHEMAS), fc.array(point, { minLength: 478, maxLength: 478, size: 'max' }), (drawn, schema, points) => {
        const measures = measuresOf({
          regions: describeRegions(drawn, { labelSchema: 'lapa-11' }),
          landmarks: points.slice(0, LANDMARK_SCHEMA_TABLES[schema].count),
          schema,
        });
        expect(measuresDocument.parse(measures)).toEqual(measures);
        for (const [path, value] of scalars(measures)) expect(Number.isFinite(value), path).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('a jittered face: finite, deterministic, and no more complete than its parts', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 60, noNaN: true }), fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (size, noise) => {
        const jitter = ([x, y]: Point): Point => [x + size * noise.next().value!, y + size * noise.next().value!];
        const parts = drawnParts();
        for (const [label, all] of parts) parts.set(label, all.map(({ outer, holes }) => ({ outer: outer.map(jitter), holes })));
        const face = drawnFace(undefined, parts, drawnLandmarks().map(jitter));
        const measures = measuresOf(face);
        expect(measuresDocument.parse(measures)).toEqual(measures);
        expect(measuresOf(face)).toEqual(measures);
        const { upper, middle, lower, complete } = measures.thirds;
        expect(complete).toBe(upper !== null && middle !== null && lower !== null);
        for (const third of [upper, middle, lower]) if (third !== null) expect(third.px).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  test('landmarks that are fewer than their schema has, or no numbers', () => {
    for (const landmarks of [[], [[1, 1]], Array.from({ length: 478 }, (): Point => [Number.NaN, 0])] as Point[][]) {
      const measures = measuresOf({ ...drawnFace(), landmarks });
      expect(measures).toMatchObject({ scale: null, midline: { source: 'map', landmarks: null } });
    }
  });

  test('nothing', () => {
    const measures = measuresOf({ regions: [], landmarks: [[1, 1], [9, 1]], schema: 'two-point' });
    expect(measures).toMatchObject({ scale: null, midline: null, regions: [], pairs: [], thirds: { complete: false }, fifths: { complete: false } });
    expect(measures.warnings.map(({ code }) => code)).toEqual(['measures_no_scale', 'measures_midline']);
  });
});

test('composed moves do not matter either', () => {
  const move = composeAffine(rotationAbout(33, 10, 10), scaleAffine(2, 2));
  expect(measuresOf(drawnFace(move)).thirds).toMatchObject({ upper: { px: 100, share: 0.3333 }, complete: true });
});
