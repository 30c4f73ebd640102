import { describe, expect, it } from 'vitest';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { identifyLabels } from '../../../src/geometry/labels/identify-labels.ts';
import { shippedCase, shippedLabelMap } from '../support/case.ts';

/** The map in as many rows, but so many times as wide: a square one of a wide portrait has lost its shape. */
function stretchedMap({ width, height, ids }: LabelMap, times: number): LabelMap {
  const wide = Math.round(width * times);
  const at = (i: number): number => ids[Math.floor(i / wide) * width + Math.floor((((i % wide) + 0.5) * width) / wide)]!;
  return { width: wide, height, ids: Uint8Array.from({ length: wide * height }, (_, i) => at(i)) };
}

describe('a map of another shape than the portrait', () => {
  const { landmarks, portraitSize, trueRollDegrees: rollDegrees } = shippedCase('synth-holes');
  const face = { landmarks, landmarkSchema: 'ibug-68' as const, portraitSize };

  it.each([9 / 32, 9 / 16, 16 / 9, 32 / 9])('is read by the face as the portrait shows it, %d times as wide', (times) => {
    const map = stretchedMap(shippedLabelMap('synth-holes'), times);
    const { finding } = identifyLabels(map, null, { rollDegrees, face });
    expect(finding).toMatchObject({ schema: 'bisenet-19', confidence: identifyLabels(shippedLabelMap('synth-holes'), null).finding.confidence });
  });

  it('has lost that shape without a portrait to go by', () => {
    expect(identifyLabels(stretchedMap(shippedLabelMap('synth-holes'), 32 / 9), null).finding.schema).toBe('unknown');
  });
});
