import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlignmentOptions } from '../../../src/contract/options.ts';
import { applyAffine, IDENTITY, type Point, rotationAbout, type Size } from '../../../src/geometry/plane/affine.ts';
import { alignFace } from '../../../src/geometry/alignment/alignment.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../../../src/geometry/plane/angle.ts';
import { placeUpright } from '../../../src/geometry/alignment/canvas.ts';
import { CASES, shippedCase } from '../support/case.ts';
import { toInsightFace, toLapa, toWflw, toWholeBody } from '../support/dense-faces.ts';
import { POSED_SIZE, posedFace, toFive, toSixtyEight } from '../support/faces.ts';

const AUTO: AlignmentOptions = { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 };
const error = (code: string) => expect.objectContaining({ name: 'GeometryError', code });

/** Outer eye corners, or the eyes' centres where a schema has no corners. */
function eyeLine(points: readonly Point[]): number {
  if (points.length === 68) return directionDegrees(difference(meanPoint(points.slice(42, 48)), meanPoint(points.slice(36, 42))));
  const [right, left] = points.length < 68 ? [0, 1] : [33, 263];
  return directionDegrees(difference(points[left]!, points[right]!));
}

describe('alignFace refuses', () => {
  it('landmarks outside the portrait', () => {
    expect(() => alignFace(posedFace({ rollDegrees: 0 }), { width: 300, height: 300 }, AUTO)).toThrow(
      error('invalid_landmarks'),
    );
  });

  it('points in no known order, unless the first two are said to be the eyes', () => {
    const points = [[10, 10], [20, 12], [3, 40], [4, 4]] as const;
    const size = { width: 50, height: 50 };
    expect(() => alignFace(points, size, AUTO)).toThrow(error('unknown_landmark_schema'));
    expect(() => alignFace(points, size, { ...AUTO, method: 'eyes' })).toThrow(error('unknown_landmark_schema'));
    const aligned = alignFace(points, size, { ...AUTO, method: 'first-two' });
    expect(aligned.rollDegrees).toBeCloseTo(11.31, 2);
    expect(aligned.schema).toBe('two-point');
  });

  it('first two landmarks in one place', () => {
    const points = [[10, 10], [10.5, 10], [3, 40]] as const;
    expect(() => alignFace(points, { width: 50, height: 50 }, { ...AUTO, method: 'first-two' })).toThrow(
      error('invalid_landmarks'),
    );
  });
});

describe.each(CASES)('alignFace on %s', (name) => {
  const { landmarks, portraitSize, trueRollDegrees, upright } = shippedCase(name);

  it('finds the true roll and levels the eyes', () => {
    const alignment = alignFace(landmarks, portraitSize, AUTO);
    expect(Math.abs(alignment.rollDegrees - trueRollDegrees)).toBeLessThan(0.3);
    const moved = landmarks.map((point) => applyAffine(alignment.matrix, point));
    expect(Math.abs(eyeLine(moved))).toBeLessThan(0.3);
    expect(alignment.spreadDegrees).toBeLessThan(2);
  });

  it('places the true roll as the case’s own matrix does', () => {
    const { matrix, size } = placeUpright(upright.rollDegrees, portraitSize, 'expand');
    expect(size).toEqual(upright.canvas);
    matrix.forEach((value, i) => expect(value).toBeCloseTo(upright.matrix[i]!, 5));
  });
});

describe('alignFace over the full circle', () => {
  const rolls = [-179, -135, -90, -45.5, -1, 0.4, 30, 89.9, 90, 120, 180];

  it.each(rolls)('a roll of %f is found from 478, 468, 68, 5 and 2 points', (rollDegrees) => {
    const mesh = posedFace({ rollDegrees });
    for (const points of [mesh, mesh.slice(0, 468), toSixtyEight(mesh), toFive(mesh), toFive(mesh).slice(0, 2)]) {
      const alignment = alignFace(points, POSED_SIZE, AUTO);
      expect(Math.abs(wrapDegrees(alignment.rollDegrees - rollDegrees))).toBeLessThan(0.05);
      expect(alignment.skipped).toBeNull();
    }
  });

  const dense = [
    ['wflw-98', toWflw],
    ['lapa-106', toLapa],
    ['insightface-106', toInsightFace],
    ['coco-wholebody-133', (mesh: readonly Point[]) => toWholeBody(mesh, (i): Point => [7 * i, 990 - 3 * i])],
  ] as const;

  it.each(rolls)('a roll of %f is found from the denser schemas', (rollDegrees) => {
    const mesh = posedFace({ rollDegrees });
    for (const [schema, order] of dense) {
      const alignment = alignFace(order(mesh), POSED_SIZE, AUTO);
      expect(alignment).toMatchObject({ schema, skipped: null });
      expect(Math.abs(wrapDegrees(alignment.rollDegrees - rollDegrees))).toBeLessThan(0.05);
      const byEyes = alignFace(order(mesh), POSED_SIZE, { ...AUTO, method: 'eyes' });
      expect(Math.abs(wrapDegrees(byEyes.rollDegrees - rollDegrees))).toBeLessThan(0.05);
    }
  });

  it('is never far off, whatever the pose and the noise', () => {
    const roll = fc.double({ min: -180, max: 180, noNaN: true });
    const yaw = fc.double({ min: -45, max: 45, noNaN: true });
    fc.assert(
      fc.property(roll, yaw, fc.integer(), (rollDegrees, yawDegrees, seed) => {
        const mesh = posedFace({ rollDegrees, yawDegrees, noisePx: 3, seed });
        for (const points of [mesh, toSixtyEight(mesh), ...dense.map(([, order]) => order(mesh))]) {
          const alignment = alignFace(points, POSED_SIZE, AUTO);
          expect(Math.abs(wrapDegrees(alignment.rollDegrees - rollDegrees))).toBeLessThan(5);
        }
      }),
    );
  });

  it('turns with the points: adding to the tilt adds to the roll', () => {
    const { landmarks } = shippedCase('astronaut');
    const straight = alignFace(landmarks, { width: 696, height: 680 }, AUTO).rollDegrees;
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (extra) => {
        const { matrix, size } = placeUpright(-extra, { width: 696, height: 680 }, 'expand');
        const turned = alignFace(landmarks.map((point) => applyAffine(matrix, point)), size, AUTO).rollDegrees;
        expect(Math.abs(wrapDegrees(turned - straight - extra))).toBeLessThan(1e-6);
      }),
    );
  });

  it('does not follow a mouth that is crooked by itself, nor one eye corner that is lost', () => {
    const points = posedFace({ rollDegrees: 20 });
    const crooked = points.map(([x, y], i): Point => ([61, 78, 185, 146].includes(i) ? [x, y + 40] : [x, y]));
    expect(alignFace(crooked, POSED_SIZE, AUTO).rollDegrees).toBeCloseTo(20, 1);
    const lost = points.map(([x, y], i): Point => (i === 33 ? [x - 60, y + 90] : [x, y]));
    expect(alignFace(lost, POSED_SIZE, AUTO).rollDegrees).toBeCloseTo(20, 1);
  });
});

describe('methods', () => {
  const { landmarks, portraitSize } = shippedCase('astronaut');

  it('eyes: their centres and nothing else', () => {
    const alignment = alignFace(landmarks, portraitSize, { ...AUTO, method: 'eyes' });
    expect(alignment.rollDegrees).toBeCloseTo(3.2, 1);
    expect(alignment.cues).toHaveLength(1);
    expect(alignment).toMatchObject({ method: 'eyes', schema: 'mediapipe-478', spreadDegrees: 0, skipped: null });
  });

  it('first-two: landmarks 0 and 1 whatever they are', () => {
    const { rollDegrees } = alignFace(landmarks, portraitSize, { ...AUTO, method: 'first-two' });
    expect(rollDegrees).toBeCloseTo(directionDegrees(difference(landmarks[1]!, landmarks[0]!)), 9);
  });

  it('none: the portrait as it came', () => {
    const alignment = alignFace(landmarks, portraitSize, { ...AUTO, method: 'none' });
    expect(alignment).toMatchObject({
      rollDegrees: 0,
      schema: 'mediapipe-478',
      cues: [],
      matrix: IDENTITY,
      inverse: IDENTITY,
      uprightSize: portraitSize,
    });
    expect(alignment.skipped).toMatch(/no alignment/);
  });
});

describe('alignFace leaves the portrait as it came', () => {
  it('where the face is level within the noise, and says what it measured', () => {
    const alignment = alignFace(posedFace({ rollDegrees: 0.2 }), POSED_SIZE, AUTO);
    expect(alignment).toMatchObject({ matrix: IDENTITY, inverse: IDENTITY, uprightSize: POSED_SIZE });
    expect(alignment.skipped).toMatch(/level/);
    expect(alignment.rollDegrees).toBeCloseTo(0.2, 2);
  });

  it('where the eyes say one thing and the rest of the face another', () => {
    const turned = rotationAbout(35, 500, 500);
    const face = toSixtyEight(posedFace({ rollDegrees: 10 }));
    const torn = face.map((point, i) => (i >= 36 && i < 48 ? point : applyAffine(turned, point)));
    const alignment = alignFace(torn, POSED_SIZE, AUTO);
    expect(alignment).toMatchObject({ rollDegrees: 0, matrix: IDENTITY, uprightSize: POSED_SIZE });
    expect(alignment.skipped).toMatch(/disagree/);
    expect(alignment.spreadDegrees).toBeGreaterThan(12);
  });

  it('but not a head that is turned far to the side', () => {
    for (const pitchDegrees of [-25, 0, 25]) {
      const mesh = posedFace({ rollDegrees: 30, yawDegrees: 45, pitchDegrees, noisePx: 3 });
      for (const points of [mesh, toSixtyEight(mesh), toFive(mesh)]) {
        const { skipped, rollDegrees } = alignFace(points, POSED_SIZE, AUTO);
        expect(skipped).toBeNull();
        expect(Math.abs(rollDegrees - 30)).toBeLessThan(10);
      }
    }
  });
});

describe('canvas', () => {
  const roll = fc.double({ min: -180, max: 180, noNaN: true });
  const side = fc.integer({ min: 16, max: 6000 });

  function corners({ width, height }: Size): Point[] {
    return [[0, 0], [width, 0], [0, height], [width, height]];
  }

  it('expand holds every corner, in the fewest pixels, centred', () => {
    fc.assert(
      fc.property(roll, side, side, (degrees, width, height) => {
        const { matrix, size } = placeUpright(degrees, { width, height }, 'expand');
        const moved = corners({ width, height }).map((corner) => applyAffine(matrix, corner));
        const extent = (axis: 0 | 1) => {
          const values = moved.map((point) => point[axis]);
          return { least: Math.min(...values), most: Math.max(...values) };
        };
        for (const [{ least, most }, room] of [[extent(0), size.width], [extent(1), size.height]] as const) {
          expect(least).toBeGreaterThan(-1e-5);
          expect(most).toBeLessThan(room + 1e-5);
          expect(room - (most - least)).toBeLessThan(1);
          expect(least + most).toBeCloseTo(room, 5);
        }
      }),
    );
  });

  it('expand by quarters of the circle only swaps sides', () => {
    expect(placeUpright(90, { width: 640, height: 480 }, 'expand').size).toEqual({ width: 480, height: 640 });
    expect(placeUpright(180, { width: 641, height: 479 }, 'expand').size).toEqual({ width: 641, height: 479 });
  });

  it('keep has the portrait’s size and leaves its centre where it is', () => {
    const { matrix, size } = placeUpright(33, { width: 640, height: 480 }, 'keep');
    expect(size).toEqual({ width: 640, height: 480 });
    const [x, y] = applyAffine(matrix, [320, 240]);
    expect(x).toBeCloseTo(320, 9);
    expect(y).toBeCloseTo(240, 9);
  });

  it('original to upright to original is exact to 0.01 px', () => {
    fc.assert(
      fc.property(roll, fc.constantFrom('expand', 'keep'), (rollDegrees, canvas) => {
        const points = posedFace({ rollDegrees });
        const { matrix, inverse } = alignFace(points, POSED_SIZE, { ...AUTO, canvas });
        for (const corner of [...corners(POSED_SIZE), ...points.slice(0, 5)]) {
          const back = applyAffine(inverse, applyAffine(matrix, corner));
          expect(Math.hypot(...difference(back, corner))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });
});
