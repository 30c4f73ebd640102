import { describe, expect, it } from 'vitest';
import { changedLabels } from '../../../src/geometry/lattice/label-map-change.ts';
import { grid } from '../support/label-grids.ts';

describe('what is left of labels', () => {
  it('is not told where nothing changed', () => {
    const map = grid('.ab');
    expect(changedLabels(map, map)).toEqual(new Map());
    expect(changedLabels(map, grid('.ab'))).toEqual(new Map());
  });

  it('is the IoU before and after', () => {
    expect(changedLabels(grid('aaaa', 'bbcc'), grid('aaab', 'bbcc'))).toEqual(new Map([[1, 3 / 4], [2, 2 / 3]]));
  });

  it('is nothing of labels that one of the maps lacks', () => {
    expect(changedLabels(grid('aab'), grid('aac'))).toEqual(new Map([[2, 0], [3, 0]]));
  });
});
