import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlignmentOptions } from '../../../src/contract/options.ts';
import { LANDMARK_SCHEMAS } from '../../../src/contract/names.ts';
import { applyAffine, rotationAbout, type Point } from '../../../src/geometry/plane/affine.ts';
import { alignFace } from '../../../src/geometry/alignment/alignment.ts';
import { chooseLandmarkSchema, LANDMARK_SCHEMA_TABLES, readLandmarkOrder } from '../../../src/geometry/alignment/schemas/index.ts';
import { allPairs } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import { gaussianFrom, mirror, posedFace, toDlibFive, toFive, toSixtyEight, uniformFrom } from '../support/faces.ts';
import { CASES, shippedCase } from '../support/case.ts';

const AUTO: AlignmentOptions = { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 };

const refusal = (words: RegExp) =>
  expect.objectContaining({ code: 'unknown_landmark_schema', message: expect.stringMatching(words) });

describe('chooseLandmarkSchema refuses', () => {
  it.each([3, 4, 97, 107, 132, 467])('%i points, naming the count and what is known', (count) => {
    const points = Array.from({ length: count }, (_, i): Point => [i, i * i]);
    expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(new RegExp(`has ${count} points.*ibug-68 \\(68\\)`)));
  });

  it('a stated schema with another count', () => {
    expect(() => chooseLandmarkSchema(posedFace({ rollDegrees: 0 }), 'mediapipe-468')).toThrow(
      refusal(/mediapipe-468 has 468 points, but 478/),
    );
  });

  it.each([68, 98, 106, 133, 468, 478])('%i random points', (count) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const gaussian = gaussianFrom(seed);
        const points = Array.from({ length: count }, (): Point => [500 + 100 * gaussian(), 500 + 100 * gaussian()]);
        expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(/do not form a face/));
      }),
      { numRuns: 30 },
    );
  });

  it('the points of a face in another order', () => {
    const shuffled = [...posedFace({ rollDegrees: 0 })].sort(([a], [b]) => a - b);
    expect(() => chooseLandmarkSchema(shuffled, null)).toThrow(refusal(/do not form a face/));
  });

  it('points on one line', () => {
    const line = Array.from({ length: 68 }, (_, i): Point => [i, 2 * i]);
    expect(() => chooseLandmarkSchema(line, null)).toThrow(refusal(/do not form a face/));
  });

  it('five points of one order where the other is stated', () => {
    const mesh = posedFace({ rollDegrees: 0 });
    expect(() => chooseLandmarkSchema(toDlibFive(mesh), 'five-point')).toThrow(refusal(/order of five-point/));
    expect(() => chooseLandmarkSchema(toFive(mesh), 'dlib-5')).toThrow(refusal(/order of dlib-5/));
  });

  it('a face of five points that is turned too far aside to be told from none', () => {
    const aside = posedFace({ rollDegrees: 20, yawDegrees: 75 });
    for (const points of [toFive(aside), toDlibFive(aside)]) expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(/do not form a face/));
  });

  it.each([0, 130])('mirrored faces at a roll of %i', (rollDegrees) => {
    const mesh = posedFace({ rollDegrees });
    for (const points of [mesh, mesh.slice(0, 468), toSixtyEight(mesh), toFive(mesh), toDlibFive(mesh)]) {
      const mirrored = mirror(points, chooseLandmarkSchema(points, null));
      expect(() => chooseLandmarkSchema(mirrored, null)).toThrow(refusal(/mirrored/));
    }
  });
});

describe('chooseLandmarkSchema takes', () => {
  it.each([
    ['astronaut', 'mediapipe-478'],
    ['synth-plain', 'mediapipe-478'],
    ['synth-holes', 'ibug-68'],
    ['synth-hard', 'five-point'],
  ] as const)('%s as %s', (name, schema) => {
    expect(CASES).toContain(name);
    expect(chooseLandmarkSchema(shippedCase(name).landmarks, null).name).toBe(schema);
    expect(chooseLandmarkSchema(shippedCase(name).landmarks, schema).name).toBe(schema);
  });

  it('real poses: any roll, yaw and pitch, seen in perspective, with noise of a twentieth of the eyes’ distance', () => {
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    const yaw = fc.double({ min: -50, max: 50, noNaN: true });
    const pitch = fc.double({ min: -25, max: 25, noNaN: true });
    fc.assert(
      fc.property(angle, yaw, pitch, fc.integer(), (rollDegrees, yawDegrees, pitchDegrees, seed) => {
        const mesh = posedFace({ rollDegrees, yawDegrees, pitchDegrees, noisePx: 12, seed });
        const names = [mesh, mesh.slice(0, 468), toSixtyEight(mesh), toFive(mesh).slice(0, 2)].map(
          (points) => chooseLandmarkSchema(points, null).name,
        );
        expect(names).toEqual(['mediapipe-478', 'mediapipe-468', 'ibug-68', 'two-point']);
      }),
      // Looking down, its nose in front of the mouth.
      { examples: [[0, 0, -21.73671671145833, 1585718644]] },
    );
  });
});

describe('five points', () => {
  const LISTS = [['five-point', toFive], ['dlib-5', toDlibFive]] as const;
  const MESHES = [shippedCase('astronaut').landmarks, shippedCase('synth-plain').landmarks];
  const degrees = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });

  it.each(LISTS)('in the order of %s are a face at any roll, squeezed as a head turned by 40 degrees is, mirrored or not', (name, take) => {
    fc.assert(
      fc.property(fc.constantFrom(...MESHES), degrees(-180, 180), degrees(0, 40), fc.boolean(), (mesh, roll, yaw, mirrored) => {
        const level = alignFace(mesh, { width: 2000, height: 2000 }, AUTO).rollDegrees;
        const upright = rotationAbout(-level, 300, 300);
        const tilt = rotationAbout(roll, 0, 0);
        const squeeze = Math.cos((yaw * Math.PI) / 180) * (mirrored ? -1 : 1);
        const points = take(mesh).map((point) => {
          const [x, y] = applyAffine(upright, point);
          return applyAffine(tilt, [squeeze * x, y]);
        });
        expect(readLandmarkOrder(points, null)).toMatchObject({ schema: { name }, mirrored });
      }),
      { numRuns: 300 },
    );
  });

  it.each(LISTS)('in the order of %s are a face turned in space, with noise of a hundredth of the eyes’ distance', (name, take) => {
    fc.assert(
      fc.property(degrees(-180, 180), degrees(-45, 45), degrees(-20, 20), fc.integer(), (rollDegrees, yawDegrees, pitchDegrees, seed) => {
        const points = take(posedFace({ rollDegrees, yawDegrees, pitchDegrees, noisePx: 2.3, seed }));
        expect(readLandmarkOrder(points, null)).toMatchObject({ schema: { name }, mirrored: false });
      }),
      { numRuns: 300 },
    );
  });

  it.each(LISTS)('in the order of %s with noise of a twentieth of the eyes’ distance, as detectors have it, are a face in 98 of 100 cases', (name, take) => {
    const random = uniformFrom(11);
    const within = (most: number) => most * (2 * random() - 1);
    const taken = Array.from({ length: 1000 }, (_, seed) =>
      take(posedFace({ rollDegrees: within(180), yawDegrees: within(25), pitchDegrees: within(12), noisePx: 12, seed })),
    ).filter((points) => nameOf(points) === name);
    expect(taken.length).toBeGreaterThanOrEqual(980);
  });

  it('of ArcFace’s and FFHQ’s templates are faces', () => {
    const arcFace: Point[] = [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]];
    const ffhq: Point[] = [[192.98, 239.95], [318.9, 240.19], [256.63, 314.02], [201.26, 371.41], [313.09, 371.15]];
    for (const points of [arcFace, ffhq]) expect(readLandmarkOrder(points, null)).toMatchObject({ schema: { name: 'five-point' }, mirrored: false });
  });

  it('anywhere are turned in less than two of a hundred cases', () => {
    const size = { width: 500, height: 500 };
    const random = uniformFrom(7);
    let turned = 0;
    for (let round = 0; round < 20_000; round++) {
      const points = Array.from({ length: 5 }, (): Point => [Math.floor(500 * random()), Math.floor(500 * random())]);
      try {
        if (alignFace(points, size, AUTO).skipped === null) turned++;
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(?:unknown_landmark_schema|invalid_landmarks)$/) });
      }
    }
    expect(turned).toBeLessThan(400);
  });

  it('that once gave a wild angle are refused', () => {
    const points: Point[] = [[181, 157], [449, 232], [282, 90], [58, 35], [440, 99]];
    expect(() => alignFace(points, { width: 500, height: 500 }, AUTO)).toThrow(refusal(/do not form a face/));
  });
});

function nameOf(points: readonly Point[]): string | null {
  try {
    return readLandmarkOrder(points, null).schema.name;
  } catch {
    return null;
  }
}

describe('the tables', () => {
  it.each(LANDMARK_SCHEMAS)('%s: each landmark at most once, in a pair or on the midline', (name) => {
    const schema = LANDMARK_SCHEMA_TABLES[name];
    const used = [...allPairs(schema).flat(), ...schema.midline];
    expect(new Set(used).size).toBe(used.length);
    expect(used.every((index) => index >= 0 && index < schema.count)).toBe(true);
  });

  it.each(LANDMARK_SCHEMAS)('%s: every landmark of the face is in it', (name) => {
    const schema = LANDMARK_SCHEMA_TABLES[name];
    const ofFace = name === 'coco-wholebody-133' ? 68 : schema.count;
    expect(allPairs(schema).length * 2 + schema.midline.length).toBe(ofFace);
  });

  it.each(LANDMARK_SCHEMAS)('%s: eyes, nose and mouth agree with pairs and midline', (name) => {
    const schema = LANDMARK_SCHEMA_TABLES[name];
    const leftOf = new Map(allPairs(schema));
    const ascending = (a: number, b: number) => a - b;
    expect(schema.eyes.right.map((index) => leftOf.get(index)!).sort(ascending)).toEqual([...schema.eyes.left].sort(ascending));
    if (schema.noseTip !== null) expect(schema.midline).toContain(schema.noseTip);
    if (schema.mouth !== null) expect(leftOf.get(schema.mouth[0])).toBe(schema.mouth[1]);
  });

  it('MediaPipe’s mirror rule gives the known pairs', () => {
    const pairs = allPairs(LANDMARK_SCHEMA_TABLES['mediapipe-478']).map(([right, left]) => `${right}-${left}`);
    expect(pairs).toHaveLength(225);
    expect(pairs).toEqual(
      expect.arrayContaining(['3-248', '7-249', '20-250', '33-263', '61-291', '78-308', '105-334', '133-362', '234-454', '247-467', '468-473', '469-476']),
    );
  });

  it('pairs mirror each other exactly in a symmetric face', () => {
    const { landmarks } = shippedCase('synth-plain');
    for (const [right, left] of allPairs(LANDMARK_SCHEMA_TABLES['mediapipe-478'])) {
      expect(landmarks[right]![0] + landmarks[left]![0]).toBeCloseTo(360, 1);
      expect(landmarks[right]![1]).toBeCloseTo(landmarks[left]![1], 1);
    }
  });
});
