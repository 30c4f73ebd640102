import { expect, test } from 'vitest';
import { stepKey } from '../../../src/submissions/steps/step-key.ts';

test('does not depend on the order of keys, at any depth', () => {
  expect(stepKey('contour', { a: 1, b: { c: [{ d: 1, e: 2 }], f: 3 } })).toBe(
    stepKey('contour', { b: { f: 3, c: [{ e: 2, d: 1 }] }, a: 1 }),
  );
});

test('depends on the step, on every value and on the order of lists', () => {
  const keys = [
    stepKey('contour', { a: [1, 2] }),
    stepKey('rotate', { a: [1, 2] }),
    stepKey('contour', { a: [2, 1] }),
    stepKey('contour', { a: ['1', 2] }),
    stepKey('contour', { a: null }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
