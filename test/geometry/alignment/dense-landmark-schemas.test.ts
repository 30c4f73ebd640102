import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LandmarkSchemaName } from '../../../src/contract/names.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { checkLandmarks } from '../../../src/geometry/alignment/landmarks.ts';
import { chooseLandmarkSchema, LANDMARK_SCHEMA_TABLES } from '../../../src/geometry/alignment/schemas/index.ts';
import { allPairs } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import {
  INSIGHTFACE_TO_68,
  LAPA_TO_INSIGHTFACE,
  toFacePlusPlus,
  toInsightFace,
  toLapa,
  toWflw,
  toWholeBody,
} from '../support/dense-faces.ts';
import { gaussianFrom, mirror, POSED_SIZE, posedFace } from '../support/faces.ts';

const lost = (): Point => [0, 0];
type Order = readonly [LandmarkSchemaName, (mesh: readonly Point[]) => Point[]];
const DRAWN: readonly Order[] = [
  ['wflw-98', toWflw],
  ['lapa-106', toLapa],
  ['insightface-106', toInsightFace],
];
const ORDERS: readonly Order[] = [...DRAWN, ['coco-wholebody-133', (mesh) => toWholeBody(mesh, lost)]];

const pose = fc.record({
  rollDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
  yawDegrees: fc.double({ min: -50, max: 50, noNaN: true }),
  pitchDegrees: fc.double({ min: -25, max: 25, noNaN: true }),
  seed: fc.integer(),
});
/** A twentieth of the distance between the eyes. */
const NOISE = { noisePx: 12 };

const refusal = (words: RegExp) =>
  expect.objectContaining({ code: 'unknown_landmark_schema', message: expect.stringMatching(words) });

describe.each(ORDERS)('%s refuses', (name, order) => {
  it('another order of its points', () => {
    fc.assert(
      fc.property(pose, ({ seed, ...turned }) => {
        const gaussian = gaussianFrom(seed);
        const shuffled = order(posedFace({ ...turned, seed }))
          .map((point) => ({ point, key: gaussian() }))
          .sort((a, b) => a.key - b.key)
          .map(({ point }) => point);
        expect(() => chooseLandmarkSchema(shuffled, null)).toThrow(refusal(/do not form a face/));
        expect(() => chooseLandmarkSchema(shuffled, name)).toThrow(refusal(/do not form a face/));
      }),
    );
  });

  it('its points backwards', () => {
    const backwards = order(posedFace({ rollDegrees: 0 })).reverse();
    expect(() => chooseLandmarkSchema(backwards, null)).toThrow(refusal(/do not form a face/));
  });

  it.each([0, 130])('a mirrored face at a roll of %i', (rollDegrees) => {
    const points = mirror(order(posedFace({ rollDegrees })), LANDMARK_SCHEMA_TABLES[name]);
    expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(new RegExp(`${name}: the points are mirrored`)));
  });

  it('points of another count', () => {
    const points = order(posedFace({ rollDegrees: 0 })).slice(1);
    expect(() => chooseLandmarkSchema(points, name)).toThrow(refusal(/points, but \d+ were sent/));
    expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(/No known landmark schema/));
  });
});

describe('106 points', () => {
  it('in either order are not taken for the other where that is stated', () => {
    fc.assert(
      fc.property(pose, (turned) => {
        const mesh = posedFace({ ...turned, ...NOISE });
        expect(() => chooseLandmarkSchema(toLapa(mesh), 'insightface-106')).toThrow(refusal(/insightface-106: the lines/));
        expect(() => chooseLandmarkSchema(toInsightFace(mesh), 'lapa-106')).toThrow(refusal(/lapa-106: the lines/));
      }),
    );
  });

  it('in a third order, that of Face++, are refused, naming both', () => {
    fc.assert(
      fc.property(pose, (turned) => {
        const points = toFacePlusPlus(posedFace({ ...turned, ...NOISE }));
        expect(points).toHaveLength(106);
        expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(/of lapa-106: .*; nor of insightface-106: /));
        expect(() => chooseLandmarkSchema(points, 'lapa-106')).toThrow(refusal(/not form a face/));
      }),
    );
  });

  it.each([15, 25])('in Face++’s order are refused where they come nearest to LaPa’s: pitch %i', (pitchDegrees) => {
    for (const yawDegrees of [45, 50, 60]) {
      const points = toFacePlusPlus(posedFace({ rollDegrees: 30, yawDegrees, pitchDegrees }));
      expect(() => chooseLandmarkSchema(points, null)).toThrow(refusal(/of lapa-106: the lines/));
    }
    // The noise of this seed makes them more parallel than any other's of thousands.
    const nearest = toFacePlusPlus(posedFace({ rollDegrees: 0, yawDegrees: 50, pitchDegrees, ...NOISE, seed: 9 }));
    expect(() => chooseLandmarkSchema(nearest, null)).toThrow(refusal(/of lapa-106: the lines/));
  });

  it('with both eyes in one place are no face', () => {
    const inOnePlace = toLapa(posedFace({ rollDegrees: 0 })).map((point, i): Point => (i >= 33 ? [500, 500] : point));
    expect(() => checkLandmarks(inOnePlace, POSED_SIZE)).toThrow(expect.objectContaining({ code: 'invalid_landmarks' }));
  });

  it('are not refused for what would be the eyes in the other order', () => {
    const { right, left } = LANDMARK_SCHEMA_TABLES['insightface-106'].eyes;
    const points = toLapa(posedFace({ rollDegrees: 0 })).map((point, i): Point =>
      right.includes(i) || left.includes(i) ? [500, 500] : point,
    );
    expect(() => checkLandmarks(points, POSED_SIZE)).not.toThrow();
  });
});

describe.each(ORDERS)('%s is taken', (name, order) => {
  it('in any roll, yaw and pitch, with noise', () => {
    fc.assert(
      fc.property(pose, (turned) => {
        const points = order(posedFace({ ...turned, ...NOISE }));
        expect(chooseLandmarkSchema(points, null).name).toBe(name);
        expect(chooseLandmarkSchema(points, name).name).toBe(name);
      }),
    );
  });

});

describe.each(DRAWN)('%s', (name, order) => {
  it('is taken where the pupils were not found and lie in a corner', () => {
    const { irises } = LANDMARK_SCHEMA_TABLES[name].pairs;
    const points = order(posedFace({ rollDegrees: 40 })).map((point, i): Point => (irises!.flat().includes(i) ? [0, 0] : point));
    expect(chooseLandmarkSchema(points, null).name).toBe(name);
  });

  it('has pairs that mirror each other in a symmetric level face, first the one on the image’s left', () => {
    const points = order(posedFace({ rollDegrees: 0 }));
    const schema = LANDMARK_SCHEMA_TABLES[name];
    for (const [right, left] of allPairs(schema)) {
      expect(points[right]![0] + points[left]![0]).toBeCloseTo(POSED_SIZE.width, 0);
      expect(points[right]![1]).toBeCloseTo(points[left]![1], 0);
      expect(points[right]![0]).toBeLessThan(points[left]![0]);
    }
    for (const index of schema.midline) expect(points[index]![0]).toBeCloseTo(POSED_SIZE.width / 2, 0);
    const heights = schema.midline.map((index) => points[index]![1]);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });
});

describe('coco-wholebody-133', () => {
  const mesh = posedFace({ rollDegrees: 25 });

  it('has the pairs and the midline of iBUG’s 68 from 23 on: chin 31, eyes 59-64 and 65-70, mouth 71 and 77', () => {
    const table = LANDMARK_SCHEMA_TABLES['coco-wholebody-133'];
    const ibug = LANDMARK_SCHEMA_TABLES['ibug-68'];
    expect(allPairs(table)).toEqual(allPairs(ibug).map(([right, left]) => [right + 23, left + 23]));
    expect(table.midline).toEqual(ibug.midline.map((index) => index + 23));
    expect(table.midline).toContain(31);
    expect(table).toMatchObject({ eyes: { right: [59, 60, 61, 62, 63, 64], left: [65, 66, 67, 68, 69, 70] }, mouth: [71, 77] });
  });

  it('does not look at body, feet and hands', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const gaussian = gaussianFrom(seed);
        const points = toWholeBody(mesh, () => [500 + 300 * gaussian(), 500 + 300 * gaussian()]);
        expect(chooseLandmarkSchema(points, null).name).toBe('coco-wholebody-133');
      }),
    );
  });

  it('may have its body outside of the portrait', () => {
    expect(() => checkLandmarks(toWholeBody(mesh, () => [500, 1001]), POSED_SIZE)).not.toThrow();
    expect(() => checkLandmarks(toWholeBody(mesh, lost), POSED_SIZE)).not.toThrow();
  });
});

describe('insightface-106 agrees with what is known of it', () => {
  const pairs = (name: LandmarkSchemaName) => allPairs(LANDMARK_SCHEMA_TABLES[name]);
  const found = new Set(pairs('insightface-106').map(String));

  it('LaPa’s pairs and midline, drawn in its numbers, are its own', () => {
    expect([...LAPA_TO_INSIGHTFACE].sort((a, b) => a - b)).toEqual(Array.from({ length: 106 }, (_, i) => i));
    const moved = pairs('lapa-106').map(([right, left]) => String([LAPA_TO_INSIGHTFACE[right], LAPA_TO_INSIGHTFACE[left]]));
    expect(new Set(moved)).toEqual(found);
    const midline = LANDMARK_SCHEMA_TABLES['lapa-106'].midline.map((index) => LAPA_TO_INSIGHTFACE[index]);
    expect(midline).toEqual(LANDMARK_SCHEMA_TABLES['insightface-106'].midline);
  });

  it('the pairs of iBUG’s 68 are pairs of it', () => {
    expect(new Set(INSIGHTFACE_TO_68).size).toBe(68);
    for (const [right, left] of pairs('ibug-68')) {
      expect(found).toContain(String([INSIGHTFACE_TO_68[right], INSIGHTFACE_TO_68[left]]));
    }
    const midline = LANDMARK_SCHEMA_TABLES['ibug-68'].midline.map((index) => INSIGHTFACE_TO_68[index]);
    expect(midline).toEqual(LANDMARK_SCHEMA_TABLES['insightface-106'].midline);
  });

  it('its users find the pupils at 34 and 38, 88 and 92', () => {
    const { irises } = LANDMARK_SCHEMA_TABLES['insightface-106'].pairs;
    expect(new Set(irises!.flat())).toEqual(new Set([34, 38, 88, 92]));
  });
});
