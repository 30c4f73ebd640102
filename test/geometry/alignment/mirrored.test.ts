import { describe, expect, it } from 'vitest';
import type { AlignmentOptions } from '../../../src/contract/options.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { alignFace, inOrder } from '../../../src/geometry/alignment/alignment.ts';
import { chooseLandmarkSchema, readLandmarkOrder } from '../../../src/geometry/alignment/schemas/index.ts';
import { withSidesExchanged } from '../../../src/geometry/alignment/schemas/mirrored.ts';
import { toLapa, toWflw, toWholeBody } from '../support/dense-faces.ts';
import { mirror, POSED_SIZE, posedFace, toDlibFive, toFive, toSixtyEight } from '../support/faces.ts';

const AUTO: AlignmentOptions = { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 };
const ORDERS: [string, (mesh: readonly Point[]) => readonly Point[]][] = [
  ['mediapipe-478', (mesh) => mesh],
  ['mediapipe-468', (mesh) => mesh.slice(0, 468)],
  ['ibug-68', toSixtyEight],
  ['wflw-98', toWflw],
  ['coco-wholebody-133', (mesh) => toWholeBody(mesh, () => [5, 5])],
  ['five-point', toFive],
  ['dlib-5', toDlibFive],
];

describe('a mirrored face', () => {
  it.each(ORDERS)('in the order of %s is turned upright as it lies, and said to be mirrored', (name, order) => {
    for (const rollDegrees of [0, 22, 130, -90]) {
      const points = order(posedFace({ rollDegrees }));
      const plain = alignFace(points, POSED_SIZE, AUTO);
      const mirrored = alignFace(mirror(points, chooseLandmarkSchema(points, null)), POSED_SIZE, AUTO);
      expect(plain).toMatchObject({ schema: name, mirrored: false });
      expect(mirrored).toMatchObject({ schema: name, mirrored: true });
      expect(mirrored.rollDegrees).toBeCloseTo(-plain.rollDegrees, 6);
    }
  });

  it('is not looked for in orders that share their count', () => {
    const lapa = toLapa(posedFace({ rollDegrees: 10 }));
    const mirrored = mirror(lapa, chooseLandmarkSchema(lapa, null));
    expect(() => readLandmarkOrder(mirrored, null)).toThrow(/mirrored/);
    expect(readLandmarkOrder(mirrored, 'lapa-106')).toMatchObject({ mirrored: true });
  });

  it('is not what points in another order are taken for', () => {
    const mesh = posedFace({ rollDegrees: 0 });
    expect(() => readLandmarkOrder(toDlibFive(mesh), 'five-point')).toThrow(/do not form a face/);
    expect(() => readLandmarkOrder(mesh.toReversed(), null)).toThrow(/do not form a face/);
  });
});

describe('sides', () => {
  it.each(ORDERS)('of %s exchanged twice are as they were', (_name, order) => {
    const points = order(posedFace({ rollDegrees: 5 }));
    const schema = chooseLandmarkSchema(points, null);
    const once = withSidesExchanged(points, schema);
    expect(once).not.toEqual(points);
    expect(withSidesExchanged(once, schema)).toEqual(points);
    expect(inOrder(once, { schema: schema.name, mirrored: true })).toEqual(points);
    expect(inOrder(points, { schema: schema.name, mirrored: false })).toBe(points);
  });
});
