import { describe, expect, it } from 'vitest';
import { bordersOf, type BorderLook, type Side } from '../../../src/geometry/drawing/borders.ts';
import { numberJunctions } from '../../../src/geometry/drawing/junctions.ts';
import { createPathWriter, pair, ringData } from '../../../src/geometry/drawing/path-data.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { Arc } from '../../../src/geometry/plane/topology.ts';
import { grid } from '../support/label-grids.ts';
import { drawingOf } from './drawings.ts';

const ALL: BorderLook = { stroke: '#fff', strokeWidth: 1, dash: '6 4' };
const arc = (left: number, right: number, ...points: Point[]): Arc => ({ left, right, points, curve: null });

function borders(arcs: readonly Arc[], drawn: readonly number[], own: Record<number, Side['own']> = {}) {
  return bordersOf(arcs, numberJunctions(arcs), new Map(drawn.map((label) => [label, { label, area: label, own: own[label] ?? {} }])), ALL);
}

describe('bordersOf', () => {
  // Two squares side by side on a background: 1 | 2.
  const arcs = [
    arc(0, 1, [5, 0], [0, 0], [0, 5], [5, 5]),
    arc(1, 2, [5, 0], [5, 5]),
    arc(2, 0, [5, 0], [10, 0], [10, 5], [5, 5]),
  ];

  it('draws nothing between regions that are not drawn', () => {
    expect(borders(arcs, [])).toEqual([]);
    expect(borders(arcs, [7])).toEqual([]);
    expect(borders(arcs, [2]).flatMap(({ walk }) => walk)).not.toContain(0);
  });

  it('draws a border between two regions once', () => {
    const drawn = borders(arcs, [1, 2]);
    expect(drawn.map(({ walk, left, right }) => ({ walk, left, right }))).toEqual([
      { walk: [0], left: [0], right: [1] },
      { walk: [1], left: [1], right: [2] },
      { walk: [2], left: [2], right: [0] },
    ]);
  });

  it('runs on where only what is not drawn meets, and closes', () => {
    expect(borders(arcs, [1])).toEqual([{ walk: [0, ~1], closed: true, left: [0, 2], right: [1], look: ALL }]);
  });

  it('stops where the look changes', () => {
    const drawn = borders(arcs, [1, 2], { 2: { stroke: 'red' } });
    expect(drawn.map(({ look }) => look.stroke)).toEqual(['#fff', 'red', 'red']);
    const open = [arc(1, 0, [0, 0], [5, 0]), arc(1, 9, [5, 0], [9, 0]), arc(0, 9, [5, 0], [5, -9])];
    expect(borders(open, [1]).map(({ walk, closed, left, right }) => [walk, closed, left, right])).toEqual([[[0, 1], false, [1], [0, 9]]]);
  });

  it('begins a border that is not closed at its end, whichever arc comes first', () => {
    const open = [arc(9, 1, [9, 0], [5, 0]), arc(1, 0, [0, 0], [5, 0]), arc(1, -1, [9, 0], [12, 0])];
    expect(borders(open, [1]).map(({ walk, left, right }) => [walk, left, right])).toEqual([[[~2, 0, ~1], [-1, 9, 0], [1]]]);
  });

  it('stops at a junction of more than two drawn arcs: regions that touch corner to corner', () => {
    const { topology, regions } = drawingOf(grid('a.', '.a'));
    const drawn = borders(topology.arcs, regions.map(({ label }) => label));
    expect(drawn.map(({ closed }) => closed)).toEqual([true, true]);
    expect(drawn.flatMap(({ walk }) => walk.map((k) => (k < 0 ? ~k : k))).toSorted((a, b) => a - b)).toEqual(
      topology.arcs.flatMap(({ left, right }, k) => (left === 1 || right === 1 ? [k] : [])),
    );
  });
});

describe('path data', () => {
  const rest: [Point, Point, Point][] = [[[1, 0], [2, 0], [3, 1]], [[4, 2], [4, 3], [3, 4]]];
  const curved: Arc = { left: 1, right: 2, points: [[0, 0], [1, 0.1], [3, 1], [3, 4]], curve: rest };
  const write = createPathWriter([arc(1, 0, [3, 4], [0, 4], [0, 0]), curved]);

  it('writes curves as they are, in both directions, in no more segments than the arc has', () => {
    expect(write([1], false)).toBe('M0 0C1 0 2 0 3 1C4 2 4 3 3 4');
    expect(write([~1], false)).toBe('M3 4C4 3 4 2 3 1C2 0 1 0 0 0');
  });

  it('closes a ring of lines and curves without a line to where it is', () => {
    expect(write([1, 0], true)).toBe('M0 0C1 0 2 0 3 1C4 2 4 3 3 4L0 4Z');
    expect(write([0, 1], true)).toBe('M3 4L0 4L0 0C1 0 2 0 3 1C4 2 4 3 3 4Z');
    expect(write([], true)).toBe('');
  });

  it('rounds to hundredths, and leaves out lines that end where they start', () => {
    const tiny = createPathWriter([arc(1, 0, [0.126, -0.001], [1e-9, 3], [0.001, 3.001], [2, 100000.5], [0.126, -0.001])]);
    expect(tiny([0], true)).toBe('M0.13 0L0 3L2 100000.5Z');
    expect(tiny([~0], true)).toBe('M0.13 0L2 100000.5L0 3Z');
  });

  it('writes rings', () => {
    expect(ringData([[0.126, -0.001], [1e-9, 3], [2, 5]])).toBe('M0.13 0L0 3L2 5Z');
    expect(ringData([])).toBe('');
    expect(pair([-0, 1 / 3])).toBe('0 0.33');
  });
});
