import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSpecks } from '../../../src/geometry/labels/without-specks.ts';
import { grid, labelMaps, quarterTurn } from '../support/label-grids.ts';

describe('withoutSpecks', () => {
  it('gives back the map itself where there are none', () => {
    const map = grid('aaab', 'a..b', '..bb');
    expect(withoutSpecks(map)).toBe(map);
  });

  it('leaves background of parts of fewer than four pixels, along edges, and the map it was given as it was', () => {
    const map = grid('aaaa.b', '....bb', 'bb.a..', 'bba..a');
    const before = map.ids.slice();
    expect(withoutSpecks(map)).toEqual(grid('aaaa..', '......', 'bb....', 'bb....'));
    expect(map.ids).toEqual(before);
  });

  it('leaves a label that has nothing else all of them', () => {
    const map = grid('aaaa', 'b.c.', '.b.c', 'a.cc');
    expect(withoutSpecks(map)).toEqual(grid('aaaa', 'b.c.', '.b.c', '..cc'));
  });

  it('does not take the pixel at the end of a row for a neighbour of the next one', () => {
    expect(withoutSpecks(grid('bbb.aa', 'aabbbb', 'aaaa..'))).toEqual(grid('bbb...', 'aabbbb', 'aaaa..'));
  });

  it('of any map loses no label, turns with it, and takes nothing more the second time', () => {
    fc.assert(
      fc.property(labelMaps(40, 64), (map) => {
        const cleaned = withoutSpecks(map);
        expect(new Set([0, ...cleaned.ids])).toEqual(new Set([0, ...map.ids]));
        expect(withoutSpecks(cleaned)).toEqual(cleaned);
        expect(withoutSpecks(quarterTurn(map))).toEqual(quarterTurn(cleaned));
      }),
    );
  });
});
