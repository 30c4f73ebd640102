import { describe, expect, it } from 'vitest';
import { drawnAlone, isDrawn } from '../../../src/geometry/labels/drawn-labels.ts';
import { grid } from '../support/label-grids.ts';

describe('a label is drawn', () => {
  it.each([
    [0, { include: [0], exclude: [] }, false],
    [3, { include: null, exclude: [] }, true],
    [3, { include: [4], exclude: [] }, false],
    [3, { include: [3], exclude: [3] }, false],
    [3, { include: [8], exclude: [], merge: { lips: [3, 8] } }, true],
    [3, { include: null, exclude: [8], merge: { lips: [3, 8] } }, false],
  ] as const)('%i of %o: %s', (label, labels, drawn) => {
    expect(isDrawn(label, labels)).toBe(drawn);
  });
});

describe('the others', () => {
  it('become background, in a map of its own', () => {
    const map = grid('.abc', 'cba.');
    expect(drawnAlone(map, { include: [2], exclude: [] })).toEqual(grid('..b.', '.b..'));
    expect(map).toEqual(grid('.abc', 'cba.'));
  });

  it('leave the map itself where there are none', () => {
    const map = grid('.abc', 'cba.');
    expect(drawnAlone(map, { include: null, exclude: [9] })).toBe(map);
    const wide = { width: 2, height: 1, ids: Uint16Array.of(300, 7) };
    expect(drawnAlone(wide, { include: [300], exclude: [] }).ids).toEqual(Uint16Array.of(300, 0));
  });
});
