import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAffine, rotationAbout } from '../../../src/geometry/plane/affine.ts';
import { intersectionOverUnion, sharedArea } from '../../../src/geometry/measures/shared-area.ts';
import type { Part } from '../../../src/geometry/plane/region.ts';
import { partsArea } from '../../../src/geometry/plane/ring-measure.ts';
import { box, rhombus } from './support/drawn-face.ts';

const part = (outer: Part['outer'], ...holes: Part['outer'][]): Part => ({ outer, holes });
const turned = (parts: readonly Part[], degrees: number): Part[] => {
  const move = (ring: Part['outer']): Part['outer'] => ring.map((point) => applyAffine(rotationAbout(degrees, 3, 1), point));
  return parts.map(({ outer, holes }) => ({ outer: move(outer), holes: holes.map(move) }));
};

describe('sharedArea', () => {
  test.each<[string, Part[], Part[], number]>([
    ['boxes', [part(box(0, 0, 4, 4))], [part(box(2, 1, 9, 3))], 4],
    ['apart', [part(box(0, 0, 4, 4))], [part(box(4, 0, 8, 4))], 0],
    ['a hole', [part(box(0, 0, 4, 4), box(1, 1, 3, 3))], [part(box(2, 0, 4, 4))], 6],
    ['inside of a hole', [part(box(0, 0, 9, 9), box(1, 1, 8, 8))], [part(box(2, 2, 4, 4))], 0],
    ['two parts', [part(box(0, 0, 2, 2)), part(box(4, 0, 6, 2))], [part(box(1, 0, 5, 1))], 2],
    ['slopes that cross', [part(rhombus(0, 0))], [part(rhombus(0, 4))], 36],
    ['negative places', [part(box(-9, -9, -3, -3))], [part(box(-5, -50, 0, -4))], 10],
  ])('%s', (_, a, b, area) => {
    expect(sharedArea(a, b)).toBeCloseTo(area, 9);
    expect(sharedArea(b, a)).toBeCloseTo(area, 9);
    expect(sharedArea(turned(a, 37), turned(b, 37))).toBeCloseTo(area, 9);
  });

  test('rings may run either way', () => {
    const reversed: Part = { outer: box(0, 0, 4, 4).toReversed(), holes: [box(1, 1, 3, 3)] };
    expect(sharedArea([reversed], [part(box(0, 0, 2, 4).toReversed())])).toBeCloseTo(6, 9);
  });

  test('the same as counting the cells of random unions of columns', () => {
    const columns = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 8, maxLength: 8 });
    const partsOf = (spans: readonly (readonly [number, number])[]): Part[] =>
      spans.flatMap(([a, b], x) => (a === b ? [] : [part(box(x, Math.min(a, b), x + 1, Math.max(a, b)))]));
    fc.assert(
      fc.property(columns, columns, fc.integer({ min: 0, max: 360 }), (one, other, degrees) => {
        const cells = one.reduce((sum, [a, b], x) => {
          const [c, d] = other[x]!;
          return sum + Math.max(0, Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d)));
        }, 0);
        expect(sharedArea(turned(partsOf(one), degrees), turned(partsOf(other), degrees))).toBeCloseTo(cells, 8);
      }),
    );
  });
});

test('a shape with itself is 1, with nothing 0, nothing with nothing null', () => {
  const shape = [part(rhombus(5, 5, 3), box(3, 3, 6, 6))];
  expect(sharedArea(shape, shape)).toBeCloseTo(partsArea(shape), 9);
  expect(intersectionOverUnion(shape, shape)).toBeCloseTo(1, 12);
  expect(intersectionOverUnion(shape, [])).toBe(0);
  expect(intersectionOverUnion([], [])).toBeNull();
});
