import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { OUTSIDE, traceBorders, type Borders } from '../../../src/geometry/lattice/trace.ts';
import { grid, labelMaps } from '../support/label-grids.ts';

/** Arcs as text: points, then the labels left and right. */
function arcsOf({ arcCount, offsets, xs, ys, left, right, from }: Borders): string[] {
  return Array.from({ length: arcCount }, (_, k) => {
    const points = [];
    for (let p = offsets[k]!; p < offsets[k + 1]!; p++) points.push(`${xs[p]},${ys[p]}`);
    return `${from[k]! < 0 ? 'closed ' : ''}${points.join(' ')} | ${left[k]} ${right[k]}`;
  });
}

/** Labels on both sides of every lattice edge, told from the arcs: `x,y,h` is the edge east of a point, `x,y,v` south. */
function edgesOf({ arcCount, offsets, xs, ys, left, right, from }: Borders): Map<string, string>[] {
  return Array.from({ length: arcCount }, (_, k) => {
    const edges = new Map<string, string>();
    const points = Array.from(xs.subarray(offsets[k], offsets[k + 1]), (x, i) => [x, ys[offsets[k]! + i]!] as const);
    if (from[k]! < 0) points.push(points[0]!);
    for (const [i, [x1, y1]] of points.entries()) {
      if (i === 0) continue;
      let [x, y] = points[i - 1]!;
      expect((x === x1) !== (y === y1)).toBe(true);
      while (x !== x1 || y !== y1) {
        const [dx, dy] = [Math.sign(x1 - x), Math.sign(y1 - y)];
        const key = `${Math.min(x, x + dx)},${Math.min(y, y + dy)},${dx === 0 ? 'v' : 'h'}`;
        expect(edges.has(key)).toBe(false);
        // Low side first: west or north of the edge.
        edges.set(key, dx > 0 || dy < 0 ? `${left[k]} ${right[k]}` : `${right[k]} ${left[k]}`);
        [x, y] = [x + dx, y + dy];
      }
    }
    return edges;
  });
}

function expectedEdges({ width, height, ids }: LabelMap): Map<string, string> {
  const label = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? OUTSIDE : ids[y * width + x]!);
  const edges = new Map<string, string>();
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      if (label(x - 1, y) !== label(x, y)) edges.set(`${x},${y},v`, `${label(x - 1, y)} ${label(x, y)}`);
      if (label(x, y - 1) !== label(x, y)) edges.set(`${x},${y},h`, `${label(x, y - 1)} ${label(x, y)}`);
    }
  }
  return edges;
}

describe('small maps', () => {
  test('one label has the frame as its only border', () => {
    expect(arcsOf(traceBorders(grid('aa', 'aa')))).toEqual(['closed 2,0 2,2 0,2 0,0 | -1 1']);
  });

  test('an island is a closed arc with its label inside, on the right', () => {
    expect(arcsOf(traceBorders(grid('...', '.a.', '...')))).toEqual([
      'closed 3,0 3,3 0,3 0,0 | -1 0',
      'closed 2,1 2,2 1,2 1,1 | 0 1',
    ]);
  });

  test('two halves meet in two junctions on the frame', () => {
    const borders = traceBorders(grid('ab', 'ab'));
    expect(borders.junctionCount).toBe(2);
    expect(arcsOf(borders)).toEqual(['1,0 2,0 2,2 1,2 | -1 2', '1,0 1,2 | 2 1', '1,0 0,0 0,2 1,2 | 1 -1']);
  });

  test('four pixels that meet in a corner meet in a junction of degree four', () => {
    const borders = traceBorders(grid('ab', 'ba'));
    expect(borders.junctionCount).toBe(5);
    expect(borders.arcCount).toBe(8);
  });

  test('sixteen-bit labels are told apart, also where width is no whole number of words', () => {
    const ids = Uint16Array.of(300, 300, 300, 44, 300, 300);
    expect(arcsOf(traceBorders({ width: 3, height: 2, ids }))).toContain('0,1 1,1 1,2 | 300 44');
  });
});

test('every side of a pixel with another label across it lies in exactly one arc, with the labels of that arc', () => {
  fc.assert(
    fc.property(labelMaps(24), (map) => {
      const arcs = edgesOf(traceBorders(map));
      const all = new Map(arcs.flatMap((edges) => [...edges]));
      expect(arcs.reduce((sum, edges) => sum + edges.size, 0)).toBe(all.size);
      expect(all).toEqual(expectedEdges(map));
    }),
    { numRuns: 80 },
  );
});
