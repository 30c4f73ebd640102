import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlignmentOptions } from '../../../src/contract/options.ts';
import { applyAffine, composeAffine, type Point } from '../../../src/geometry/plane/affine.ts';
import { alignFace } from '../../../src/geometry/alignment/alignment.ts';
import { cropToFace } from '../../../src/geometry/alignment/crop.ts';
import { faceOutline } from '../../../src/geometry/alignment/face-outline.ts';
import { grid } from '../support/label-grids.ts';

const PORTRAIT = { width: 400, height: 300 };
const EYES: Point[] = [[150, 120], [230, 160]];
const CROP: AlignmentOptions = { method: 'auto', schema: null, canvas: 'crop', margin: 0 };

describe('a crop', () => {
  const whole = alignFace(EYES, PORTRAIT, CROP);

  it('is as wide as the face and its margin, in whole pixels', () => {
    const level = alignFace(EYES, PORTRAIT, { ...CROP, method: 'none' });
    const tight = cropToFace(level, [[100.5, 100], [200, 150.2]], 0);
    expect(tight).toMatchObject({ uprightSize: { width: 100, height: 51 }, matrix: [1, 0, 0, 1, -100, -100] });
    const wide = cropToFace(level, [[100.5, 100], [200, 150.2]], 0.1);
    expect(wide).toMatchObject({ uprightSize: { width: 120, height: 71 }, matrix: [1, 0, 0, 1, -90, -90] });
  });

  it('holds no more than the whole upright portrait, whatever the margin', () => {
    const { matrix, uprightSize } = cropToFace(whole, EYES, 2);
    expect(uprightSize.width).toBeLessThanOrEqual(whole.uprightSize.width);
    const all = cropToFace(whole, [[0, 0], [400, 0], [400, 300], [0, 300]], 2);
    expect(all.uprightSize).toEqual(whole.uprightSize);
    expect(all.matrix).toEqual(whole.matrix);
    expect(matrix.slice(0, 4)).toEqual(whole.matrix.slice(0, 4));
  });

  it('holds every point of the outline, is moved by whole pixels only, and back again is exact', () => {
    const point = fc.tuple(fc.double({ min: 0, max: 400, noNaN: true }), fc.double({ min: 0, max: 300, noNaN: true }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (outline, margin) => {
        const { matrix, inverse, uprightSize } = cropToFace(whole, outline, margin);
        for (const given of outline) {
          const [x, y] = applyAffine(matrix, given);
          expect(x).toBeGreaterThanOrEqual(-1e-3);
          expect(y).toBeGreaterThanOrEqual(-1e-3);
          expect(x).toBeLessThanOrEqual(uprightSize.width + 1e-3);
          expect(y).toBeLessThanOrEqual(uprightSize.height + 1e-3);
        }
        const [shiftX, shiftY] = applyAffine(composeAffine(matrix, whole.inverse), [0, 0]);
        expect(Math.abs(shiftX - Math.round(shiftX))).toBeLessThan(1e-6);
        expect(Math.abs(shiftY - Math.round(shiftY))).toBeLessThan(1e-6);
        const [x, y] = applyAffine(inverse, applyAffine(matrix, [12, 34]));
        expect([x, y]).toEqual([expect.closeTo(12, 6), expect.closeTo(34, 6)]);
      }),
    );
  });
});

describe("a face's outline", () => {
  const face = { landmarks: EYES, landmarkSchema: 'two-point', portraitSize: PORTRAIT } as const;
  const box = (points: readonly Point[]) => [
    Math.min(...points.map(([x]) => x)),
    Math.min(...points.map(([, y]) => y)),
    Math.max(...points.map(([x]) => x)),
    Math.max(...points.map(([, y]) => y)),
  ];

  it('holds the regions of the face and not its hair, scaled to the portrait', () => {
    // Labels of lapa-11: 1 skin, 10 hair. A pixel of the map is 100 pixels of the portrait.
    const map = { width: 4, height: 3, ids: Uint8Array.from([10, 10, 10, 10, 10, 1, 1, 0, 0, 1, 0, 0]) };
    expect(box(faceOutline({ ...face, labelMap: map, labelSchema: 'lapa-11' }))).toEqual([100, 100, 300, 300]);
  });

  it('holds every region where none is known to be of the face', () => {
    expect(box(faceOutline({ ...face, labelMap: grid('.aa.'), labelSchema: 'unknown' }))).toEqual([100, 0, 300, 300]);
  });

  it('holds the landmarks that lie outside of the regions', () => {
    const map = { width: 4, height: 3, ids: Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]) };
    expect(box(faceOutline({ ...face, labelMap: map, labelSchema: 'lapa-11' }))).toEqual([150, 120, 300, 300]);
  });
});
