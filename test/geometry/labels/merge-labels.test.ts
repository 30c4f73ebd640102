import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersOf, mergeLabels } from '../../../src/geometry/labels/merge-labels.ts';
import { nameRegion } from '../../../src/geometry/labels/name-region.ts';

const map = (...ids: number[]) => ({ width: ids.length, height: 1, ids: Uint8Array.from(ids) });

describe('mergeLabels', () => {
  it('gives each group its smallest label, whatever the order and whether the map holds it', () => {
    expect([...mergeLabels(map(0, 9, 7, 8, 2, 3), { lips: [9, 7], brows: [3, 2] }).ids]).toEqual([0, 7, 7, 8, 2, 2]);
    expect([...mergeLabels(map(0, 9, 9), { lips: [7, 9] }).ids]).toEqual([0, 7, 7]);
  });

  it('returns the map itself where nothing changes', () => {
    const plain = map(0, 1, 7, 7);
    expect(mergeLabels(plain, {})).toBe(plain);
    expect(mergeLabels(plain, { lips: [7, 9], hair: [1], absent: [20, 300] })).toBe(plain);
  });

  it('takes labels above 255, and leaves the map that it is given as it was', () => {
    const wide = { width: 3, height: 1, ids: Uint16Array.of(300, 65_535, 4) };
    expect([...mergeLabels(wide, { far: [300, 65_535] }).ids]).toEqual([300, 300, 4]);
    expect([...wide.ids]).toEqual([300, 65_535, 4]);
    const bytes = { width: 2, height: 1, ids: Buffer.from([7, 9]) };
    expect([...mergeLabels(bytes, { lips: [7, 9] }).ids]).toEqual([7, 7]);
    expect([...bytes.ids]).toEqual([7, 9]);
  });

  it('is done after one time, and joins nothing else', () => {
    const ids = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 });
    const groups = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(ids, groups, (labels, group) => {
        const merge = { one: group.slice(0, group.length >> 1), two: group.slice(group.length >> 1) };
        const merged = mergeLabels(map(...labels), merge);
        expect(mergeLabels(merged, merge)).toBe(merged);
        labels.forEach((label, i) => expect(membersOf(merged.ids[i]!, merge)).toContain(label));
      }),
    );
  });
});

describe('a merged region', () => {
  const lips = { lips: [9, 7] };

  it('stands for its labels, every other one for its own', () => {
    expect(membersOf(7, lips)).toEqual([9, 7]);
    expect(membersOf(8, lips)).toEqual([8]);
  });

  it('has the name that was given; others keep theirs', () => {
    expect(nameRegion('lapa-11', 7, lips)).toEqual({ name: 'lips', subjectSide: null });
    expect(nameRegion('lapa-11', 6, lips)).toEqual({ name: 'nose', subjectSide: null });
    expect(nameRegion('unknown', 7, lips)).toEqual({ name: 'lips', subjectSide: null });
    expect(nameRegion('lapa-11', 10, { wig: [10] })).toEqual({ name: 'wig', subjectSide: null });
  });

  it('has a side where all its labels share one', () => {
    expect(nameRegion('lapa-11', 2, { right_side: [2, 4] })).toEqual({ name: 'right_side', subjectSide: 'right' });
    expect(nameRegion('lapa-11', 4, { eyes: [4, 5] })).toEqual({ name: 'eyes', subjectSide: null });
    expect(nameRegion('lapa-11', 4, { eye_and_nose: [4, 6] })).toEqual({ name: 'eye_and_nose', subjectSide: null });
    expect(nameRegion('lapa-11', 4, { eye_and_more: [4, 60] })).toEqual({ name: 'eye_and_more', subjectSide: null });
  });
});
