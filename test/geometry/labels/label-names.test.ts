import { describe, expect, it } from 'vitest';
import { chosenLabels, isRegionName } from '../../../src/geometry/labels/label-names.ts';
import { resolvePalette } from '../../../src/geometry/labels/own-palette.ts';

const NONE = { include: null, exclude: [], merge: {} };

describe('chosenLabels', () => {
  it('refuses names where no schema is known, and a label in two merges', () => {
    expect(() => chosenLabels({ ...NONE, include: ['hair'] }, 'unknown', {})).toThrow(/include calls a region hair.*State options\.labels\.schema/);
    expect(() => chosenLabels({ ...NONE, merge: { a: ['brow'], b: [2] } }, 'lapa-11', {})).toThrow(/label 2 into two regions/);
  });

  it('takes names of parts, with sides as the map shows them, merged regions, and numbers in names', () => {
    expect(chosenLabels({ ...NONE, include: ['hair', 'left_brow', 3] }, 'bisenet-19', { 2: 'right', 3: 'left' }).include).toEqual([3, 17]);
    expect(chosenLabels({ ...NONE, include: ['left_brow'] }, 'lapa-11', {}).include).toEqual([3]);
    expect(chosenLabels({ ...NONE, exclude: ['eye', 'label 12'] }, 'lapa-11', {}).exclude).toEqual([4, 5, 12]);
    const { merge, include } = chosenLabels({ ...NONE, include: ['lips'], merge: { lips: ['upper_lip', 'lower_lip'] } }, 'celebamask-19', {});
    expect([merge, include]).toEqual([{ lips: [11, 12] }, [11, 12]]);
    expect(chosenLabels({ ...NONE, include: ['hat', 1] }, 'lapa-11', {}).include).toEqual([1]);
  });

  it('needs no schema for numbers', () => {
    expect(chosenLabels({ include: [4, 1], exclude: [2], merge: { lips: [9, 7] } }, 'unknown', {})).toEqual({ include: [1, 4], exclude: [2], merge: { lips: [7, 9] } });
  });
});

it('isRegionName knows parts, their sides where they have any, and merged regions', () => {
  for (const name of ['hair', 'right_eye', 'right eye', 'label 19', 'lips']) expect(isRegionName(name, ['lips'])).toBe(true);
  for (const name of ['haar', 'left_hair', 'label 0', 'background', '']) expect(isRegionName(name, [])).toBe(false);
});

describe('resolvePalette', () => {
  it('refuses names that no schema has together, or that the stated one lacks', () => {
    expect(() => resolvePalette({ '#800000': 'freckles' }, null)).toThrow(/No label schema has all the parts.*freckles/);
    expect(() => resolvePalette({ '#800000': 'neck' }, 'lapa-11')).toThrow(/called neck, which the stated schema lapa-11 does not have/);
  });

  it('gives the numbers of the stated schema, or of the first that has all names', () => {
    const colours = { '#800000': 'skin', '#008000': 'right_brow', '#000080': 3, '#ffffff': 'background' } as const;
    expect(resolvePalette(colours, null)).toEqual({ palette: { '#800000': 1, '#008000': 2, '#000080': 3, '#ffffff': 0 }, schema: 'lapa-11' });
    expect(resolvePalette({ '#800000': 'hair' }, 'bisenet-19')).toEqual({ palette: { '#800000': 17 }, schema: 'bisenet-19' });
    expect(resolvePalette({ '#800000': 5 }, null).schema).toBeNull();
    expect(resolvePalette('voc', null)).toEqual({ palette: 'voc', schema: null });
    expect(resolvePalette('celebamask-19', null).schema).toBe('celebamask-19');
  });
});
