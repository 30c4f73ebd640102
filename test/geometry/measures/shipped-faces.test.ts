import { describe, expect, test } from 'vitest';
import type { LandmarkSchemaName } from '../../../src/contract/names.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { Face } from '../../../src/geometry/face/face.ts';
import { PRESETS } from '../../../src/geometry/detail/detail.ts';
import type { MeasuresDocument } from '../../../src/contract/result.ts';
import { type CaseName, shippedCase, shippedLabelMap } from '../support/case.ts';
import { toInsightFace, toLapa, toWflw, toWholeBody } from '../support/dense-faces.ts';
import { toDlibFive, toFive, toSixtyEight } from '../support/faces.ts';
import { shippedFace } from './support/shipped-face.ts';
import { measuresOf } from './support/measures-of.ts';

/** Of a column of the map, rows at which one label gives way to another, from the top. */
function changesInColumn(name: CaseName, x: number): { y: number; above: number; below: number }[] {
  const { width, height, ids } = shippedLabelMap(name);
  return Array.from({ length: height - 1 }, (_, i) => ({ y: i + 1, above: ids[i * width + x]!, below: ids[(i + 1) * width + x]! })).filter(
    ({ above, below }) => above !== below,
  );
}

const widthOf = ({ fifths: { right_side, right_eye, between_eyes, left_eye, left_side } }: MeasuresDocument) =>
  [right_side!, right_eye!, between_eyes!, left_eye!, left_side!].reduce((sum, { px }) => sum + px, 0);

describe.each(PRESETS)('%s', (detail) => {
  /** What borders may be off: half a pixel where traced, at most 1.5 where drawn to be edited. */
  const drawnPx = detail === 'editable' ? 1.5 : 1;

  test('synth-plain was drawn symmetric about x = 180, upright', () => {
    const { midline, pairs } = measuresOf(shippedFace('synth-plain', detail));
    expect(midline).toMatchObject({ source: 'map', from_regions: 8, left_out: [] });
    expect(Math.abs(midline!.point[0] - 180)).toBeLessThan(drawnPx / 4);
    expect(Math.abs(midline!.angle_degrees - 90)).toBeLessThan(0.3);
    expect(pairs.map(({ name }) => name)).toEqual(['brow', 'eye']);
    for (const { differences } of pairs) {
      expect(Math.abs(differences.midline_distance!.px)).toBeLessThan(drawnPx);
      expect(Math.abs(differences.height!.px)).toBeLessThan(drawnPx);
      expect(differences.mirrored_iou).toBeGreaterThan(detail === 'editable' ? 0.75 : 0.95);
    }
  });

  test('synth-plain: hairline where the map’s column turns from hair to skin, chin of the landmark since the neck is skin', () => {
    const { thirds, warnings } = measuresOf(shippedFace('synth-plain', detail));
    const hairline = changesInColumn('synth-plain', 180).find(({ above, below }) => above === 10 && below === 1)!;
    expect(Math.abs(thirds.points.trichion!.point[1] - hairline.y)).toBeLessThan(drawnPx);
    expect(thirds.points.menton!.source).toBe('landmark');
    expect(warnings.map(({ code }) => code)).toEqual(['measures_thirds']);
  });
});

test('synth-plain: the sides of the face are where the map’s row at the eyes leaves the skin', () => {
  const { fifths } = measuresOf(shippedFace('synth-plain'));
  const { width, ids } = shippedLabelMap('synth-plain');
  const [left, y] = fifths.points.face_right!.point;
  const row = [...ids.subarray(Math.floor(y) * width, (Math.floor(y) + 1) * width)];
  expect(Math.abs(left - row.indexOf(1))).toBeLessThan(1);
  expect(Math.abs(fifths.points.face_left!.point[0] - (row.lastIndexOf(1) + 1))).toBeLessThan(1);
  expect(Math.abs(fifths.right_side!.px - fifths.left_side!.px)).toBeLessThan(1);
  expect(Math.abs(fifths.right_eye!.px - fifths.left_eye!.px)).toBeLessThan(0.5);
});

test('astronaut: a real head has the sizes of one, within the stated uncertainty', () => {
  const measures = measuresOf(shippedFace('astronaut'));
  const { scale, midline, pairs, thirds, fifths, warnings } = measures;
  // People differ by 3.6 %, and the irises of one picture by some more.
  expect(scale!.relative_uncertainty).toBeGreaterThan(0.0358);
  expect(scale!.relative_uncertainty).toBeLessThan(0.15);
  // Distances between pupils are 52 to 78 mm in adults (N. A. Dodgson, SPIE 5291, 2004).
  const pupils = pairs.find(({ name }) => name === 'eye')!.centroid_distance.mm!;
  expect(pupils * (1 + 2 * scale!.relative_uncertainty)).toBeGreaterThan(52);
  expect(pupils * (1 - 2 * scale!.relative_uncertainty)).toBeLessThan(78);
  expect(widthOf(measures) * scale!.mm_per_px).toBeGreaterThan(100);
  expect(widthOf(measures) * scale!.mm_per_px).toBeLessThan(170);
  // The map was made from these landmarks: both midlines are one but for the noise of either.
  expect(Math.abs(midline!.landmarks!.angle_difference_degrees)).toBeLessThan(1);
  expect(Math.abs(midline!.landmarks!.offset!.px)).toBeLessThan(2);
  expect(thirds).toMatchObject({ complete: true, points: { trichion: { source: 'skin_hair_border' }, menton: { source: 'skin_border' } } });
  expect(thirds.upper!.share! + thirds.middle!.share! + thirds.lower!.share!).toBeCloseTo(1, 3);
  expect(fifths.complete).toBe(true);
  expect(warnings).toEqual([]);
});

test('synth-holes: turned by 24 degrees and of another size than its portrait, it is measured upright', () => {
  const { scale, midline, pairs, thirds, warnings } = measuresOf(shippedFace('synth-holes'));
  expect(scale).toBeNull();
  // A brow in pieces pulls a little.
  expect(Math.abs(midline!.angle_degrees - 90)).toBeLessThan(1);
  expect(pairs.map(({ name }) => name)).toEqual(['brow', 'eye', 'ear']);
  expect(pairs.every(({ right, left }) => right.midline_distance!.px > 0 && left.midline_distance!.px > 0)).toBe(true);
  expect(pairs.at(-1)!.differences.mirrored_iou).toBeGreaterThan(0.9);
  expect(thirds.points).toMatchObject({ brow_line: { source: 'brow_landmarks' }, menton: { source: 'skin_border' } });
  expect(warnings.map(({ code }) => code)).toEqual(['measures_no_scale']);
});

test('synth-hard: its labels have no names, so only what needs none is measured', () => {
  const { midline, pairs, regions, thirds, fifths } = measuresOf(shippedFace('synth-hard'));
  expect(midline!.source).toBe('landmarks');
  expect(Math.abs(midline!.angle_degrees - 90)).toBeLessThan(1);
  expect(pairs).toEqual([]);
  expect(regions.length).toBe(12);
  expect([thirds.complete, fifths.complete]).toEqual([false, false]);
});

describe('landmark schemas', () => {
  const face = shippedFace('synth-plain');
  const mesh = shippedCase('synth-plain').landmarks;
  const nowhere = (): Point => [1, 1];
  const lists: [LandmarkSchemaName, Point[]][] = [
    ['mediapipe-478', mesh],
    ['mediapipe-468', mesh.slice(0, 468)],
    ['ibug-68', toSixtyEight(mesh)],
    ['wflw-98', toWflw(mesh)],
    ['lapa-106', toLapa(mesh)],
    ['insightface-106', toInsightFace(mesh)],
    ['coco-wholebody-133', toWholeBody(mesh, nowhere)],
    ['five-point', toFive(mesh)],
    ['dlib-5', toDlibFive(mesh)],
    ['two-point', toFive(mesh).slice(0, 2)],
  ];
  const dense = measuresOf(face);

  test.each(lists)('%s: thirds and fifths of the same face are nearly the same', (schema, landmarks) => {
    const measures = measuresOf({ ...face, landmarks, schema } satisfies Face);
    expect(measures.scale === null).toBe(schema !== 'mediapipe-478');
    expect(measures.midline!.landmarks === null).toBe(schema === 'two-point');
    expect(Math.abs(measures.midline!.landmarks?.angle_difference_degrees ?? 0)).toBeLessThan(0.5);
    expect(measures.pairs.map(({ differences }) => differences.mirrored_iou)).toEqual(dense.pairs.map(({ differences }) => differences.mirrored_iou));
    // Brow lines are taken from other points, and eyes' corners from the regions where landmarks have none.
    expect(Math.abs(measures.thirds.middle!.px - dense.thirds.middle!.px)).toBeLessThan(0.1 * dense.thirds.middle!.px);
    expect(measures.thirds.upper).not.toBeNull();
    expect(measures.fifths.complete).toBe(true);
    expect(Math.abs(measures.fifths.between_eyes!.px - dense.fifths.between_eyes!.px)).toBeLessThan(0.1 * dense.fifths.between_eyes!.px);
    expect(Math.abs(widthOf(measures) - widthOf(dense))).toBeLessThan(3);
  });
});
