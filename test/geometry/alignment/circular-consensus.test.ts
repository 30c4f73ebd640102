import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapDegrees } from '../../../src/geometry/plane/angle.ts';
import { circularConsensus } from '../../../src/geometry/alignment/circular-consensus.ts';

const equal = (...angles: number[]) => angles.map((angleDegrees) => ({ angleDegrees, weight: 1 }));

describe('circularConsensus', () => {
  it('refuses to speak for nobody', () => {
    expect(() => circularConsensus([])).toThrow(RangeError);
    expect(() => circularConsensus([{ angleDegrees: 3, weight: 0 }])).toThrow(RangeError);
  });

  it('is the mean of what agrees', () => {
    expect(circularConsensus(equal(9.9, 10, 10.1)).angleDegrees).toBeCloseTo(10, 6);
  });

  it('does not hear outliers, however far', () => {
    const { angleDegrees, finalWeights } = circularConsensus(equal(9.9, 10, 10, 10.1, 100, -170));
    expect(angleDegrees).toBeCloseTo(10, 6);
    expect(finalWeights.slice(4)).toEqual([0, 0]);
  });

  it('averages across the seam of the circle', () => {
    expect(Math.abs(circularConsensus(equal(179.8, -179.8, 180)).angleDegrees)).toBeCloseTo(180, 6);
  });

  it('counts by weight', () => {
    const heavy = circularConsensus([
      { angleDegrees: 0, weight: 3 },
      { angleDegrees: 1, weight: 1 },
    ]);
    expect(heavy.angleDegrees).toBeGreaterThan(0.1);
    expect(heavy.angleDegrees).toBeLessThan(0.26);
  });

  it('turns with its observations', () => {
    const angle = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(angle, fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 20 }), (turn, angles) => {
        const straight = circularConsensus(equal(...angles)).angleDegrees;
        const turned = circularConsensus(equal(...angles.map((value) => wrapDegrees(value + turn)))).angleDegrees;
        expect(Math.abs(wrapDegrees(turned - turn - straight))).toBeLessThan(1e-6);
      }),
    );
  });
});
