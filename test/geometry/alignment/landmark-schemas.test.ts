import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANDMARK_SCHEMAS } from '../../../src/contract.ts';
import type { Point } from '../../../src/geometry/affine.ts';
import { chooseLandmarkSchema, LANDMARK_SCHEMA_TABLES } from '../../../src/geometry/alignment/schemas/index.ts';
import { allPairs } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import { gaussianFrom, mirror, posedFace, toFive, toSixtyEight } from '../support/faces.ts';
import { CASES, shippedCase } from '../support/case.ts';

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

  it('dlib’s five points, which have another order', () => {
    const mesh = posedFace({ rollDegrees: 0 });
    const dlib = [mesh[263]!, mesh[362]!, mesh[33]!, mesh[133]!, mesh[2]!];
    expect(() => chooseLandmarkSchema(dlib, null)).toThrow(refusal(/do not form a face/));
  });

  it.each([0, 130])('mirrored faces at a roll of %i', (rollDegrees) => {
    const mesh = posedFace({ rollDegrees });
    for (const points of [mesh, mesh.slice(0, 468), toSixtyEight(mesh), toFive(mesh)]) {
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
        const names = [mesh, mesh.slice(0, 468), toSixtyEight(mesh), toFive(mesh), toFive(mesh).slice(0, 2)].map(
          (points) => chooseLandmarkSchema(points, null).name,
        );
        expect(names).toEqual(['mediapipe-478', 'mediapipe-468', 'ibug-68', 'five-point', 'two-point']);
      }),
      // Looking down, its nose in front of the mouth.
      { examples: [[0, 0, -21.73671671145833, 1585718644]] },
    );
  });
});

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
