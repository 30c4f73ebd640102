import { describe, expect, it } from 'vitest';
import type { LabelSchemaName } from '../../../src/contract/names.ts';
import { chooseReading } from '../../../src/geometry/labels/choose-reading.ts';
import { labelBlobs } from '../../../src/geometry/labels/label-blobs.ts';
import type { Reading } from '../../../src/geometry/labels/read-as-schema.ts';
import { shippedCase, shippedLabelMap } from '../support/case.ts';

const map = shippedLabelMap('astronaut');
const blobs = labelBlobs(map);
const { landmarks, portraitSize } = shippedCase('astronaut');
const face = { landmarks, portraitSize, landmarkSchema: 'mediapipe-478' } as const;

const reading = (name: LabelSchemaName, rollDegrees: number, confidence = 0.9, fits = true): Reading => ({ name, fits, confidence, rollDegrees, against: [] });
const choose = (readings: Reading[], evidence = {}) => chooseReading(readings, blobs, map, evidence)?.name ?? null;

/** Two schemas that would explain one map equally well, the face on its head in one of them. */
const torn = [reading('bisenet-19', 180), reading('lapa-11', 0)];

describe('chooseReading', () => {
  it('takes none that does not fit, and none where two differ and nothing else is known', () => {
    expect(choose([])).toBeNull();
    expect(choose([reading('lapa-11', 0, 0.4, false)])).toBeNull();
    expect(choose(torn)).toBeNull();
  });

  it('takes the best, and the first of those that name the map alike', () => {
    expect(choose([reading('bisenet-19', 180, 0.9), reading('lapa-11', 0, 0.8)])).toBe('bisenet-19');
    expect(choose([reading('mt-14', 0, 0.91), reading('lapa-11', 0, 0.9)])).toBe('mt-14');
  });

  it('lets the tilt of the face, or its landmarks, decide between two that differ', () => {
    expect(choose(torn, { rollDegrees: 20 })).toBe('lapa-11');
    expect(choose(torn, { rollDegrees: -150 })).toBe('bisenet-19');
    expect(choose(torn, { rollDegrees: 90 })).toBeNull();
    expect(choose(torn, { face })).toBe('lapa-11');
  });

  it('takes none where tilt and landmarks speak for two', () => {
    expect(choose(torn, { rollDegrees: -150, face })).toBeNull();
  });

  it('does not ask them where one is clearly better', () => {
    expect(choose([reading('bisenet-19', 180, 0.9), reading('lapa-11', 0, 0.8)], { rollDegrees: 0, face })).toBe('bisenet-19');
  });
});
