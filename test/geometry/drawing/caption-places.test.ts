import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { Drawing } from '../../../src/geometry/drawing/drawing.ts';
import { innerBox, innerPlace, segmentMeetsBox } from '../../../src/geometry/drawing/inner-place.ts';
import { countMarked, createGrid, markBox, markRegions } from '../../../src/geometry/drawing/marked-grid.ts';
import { placeCaptions, type PlacedCaption } from '../../../src/geometry/drawing/caption-places.ts';
import { textBox } from '../../../src/geometry/drawing/text-box.ts';
import { largestVisiblePart } from '../../../src/geometry/drawing/visible-part.ts';
import { CASES } from '../support/case.ts';
import { grid, labelMaps } from '../support/label-grids.ts';
import { drawingOf, shippedDrawing } from './drawings.ts';

function square(x: number, y: number, side: number): [number, number][] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side]];
}

const place = ({ regions, size, topology }: Drawing, text = 'a name'): PlacedCaption[] => placeCaptions(regions, () => text, size, topology.arcs);

describe('innerPlace', () => {
  it('is the centroid of a plain shape', () => {
    expect(innerPlace({ outer: square(0, 0, 10), holes: [] }, 0.1)).toEqual({ place: [5, 5], clearance: 5 });
  });

  it('lies inside where the centroid does not', () => {
    const ring = innerPlace({ outer: square(0, 0, 100), holes: [square(20, 20, 60)] }, 0.1);
    expect(ring.clearance).toBeGreaterThan(9.9);
    const hook = innerPlace({ outer: [[0, 0], [100, 0], [100, 10], [10, 10], [10, 100], [0, 100]], holes: [] }, 0.1);
    expect(hook.clearance).toBeGreaterThan(4.9);
    expect(hook.place[0] < 10 || hook.place[1] < 10).toBe(true);
  });
});

describe('innerBox', () => {
  it('finds no place where there is none', () => {
    expect(innerBox({ outer: square(0, 0, 10), holes: [] }, [{ width: 11, height: 2 }], 0.1)).toBeNull();
    expect(innerBox({ outer: square(0, 0, 10), holes: [square(1, 1, 8)] }, [{ width: 4, height: 2 }], 0.1)).toBeNull();
    expect(innerBox({ outer: [[0, 0], [9, 9]], holes: [] }, [{ width: 1, height: 1 }], 0.1)).toBeNull();
    expect(innerBox({ outer: square(0, 0, 10), holes: [] }, [], 0.1)).toBeNull();
  });

  it('takes the first box that fits', () => {
    const boxes = [{ width: 24, height: 6 }, { width: 8, height: 2 }, { width: 4, height: 1 }];
    expect(innerBox({ outer: square(0, 0, 10), holes: [] }, boxes, 0.1)).toEqual({ place: [5, 5], box: boxes[1] });
  });

  it('goes to the broad side of a shape for a broad box', () => {
    const foot = { outer: [[0, 0], [22, 0], [22, 30], [50, 30], [50, 42], [0, 42]] as [number, number][], holes: [] };
    const found = innerBox(foot, [{ width: 40, height: 8 }], 0.1)!;
    expect(found.place[0]).toBeGreaterThan(20);
    expect(Math.abs(found.place[1] - 36)).toBeLessThan(2);
  });
});

describe('segmentMeetsBox', () => {
  it.each<[Point, Point, boolean]>([
    [[-5, 0], [5, 0], true], [[0, 0], [0.1, 0.1], true], [[-3, -3], [3, 3], true], [[2, 1], [5, 5], true],
    [[3, -5], [3, 5], false], [[-5, 2], [5, 2], false], [[0, 2.8], [5.6, 0], false], [[0, 2.1], [-4, -5], true],
  ])('%j to %j: %j', (a, b, meets) => {
    expect(segmentMeetsBox(a, b, 2, 1)).toBe(meets);
    expect(segmentMeetsBox(b, a, 2, 1)).toBe(meets);
  });
});

describe('the grid', () => {
  it('marks the cells whose centre is drawn, and counts them in any block', () => {
    const { topology } = drawingOf(grid('......', '.aab..', '.aab..', '......'));
    const cells = createGrid({ width: 6, height: 4 }, 1);
    markRegions(cells, topology.arcs, new Set([1]));
    expect(String(cells.marked)).toBe('0,0,0,0,0,0,0,1,1,0,0,0,0,1,1,0,0,0,0,0,0,0,0,0');
    const count = countMarked(cells);
    expect([count(0, 0, 6, 4), count(2, 1, 3, 1), count(3, 0, 3, 4)]).toEqual([4, 1, 0]);
    markBox(cells, [5.5, 0.5], 1.2, 0.5);
    expect(countMarked(cells)(4, 0, 2, 1)).toBe(2);
  });

  it('agrees with counting one by one on any map', () => {
    fc.assert(
      fc.property(labelMaps(20), fc.nat(19), fc.nat(19), fc.nat(19), fc.nat(19), (map, x, y, w, h) => {
        const drawing = drawingOf(map);
        const cells = createGrid(drawing.size, 1.3);
        markRegions(cells, drawing.topology.arcs, new Set(drawing.regions.map(({ label }) => label)));
        const [column, row] = [Math.min(x, cells.columns), Math.min(y, cells.rows)];
        const [width, height] = [Math.min(w, cells.columns - column), Math.min(h, cells.rows - row)];
        let sum = 0;
        for (let j = row; j < row + height; j++) for (let i = column; i < column + width; i++) sum += cells.marked[j * cells.columns + i]!;
        expect(countMarked(cells)(column, row, width, height)).toBe(sum);
      }),
      { numRuns: 60 },
    );
  });
});

describe('textBox', () => {
  it('grows with the letters and the size', () => {
    expect(textBox('ill', 10).width).toBeLessThan(textBox('mmm', 10).width);
    expect(textBox('眉毛', 10).width).toBeCloseTo(25);
    expect(textBox('ab', 20)).toEqual({ width: 2 * textBox('ab', 10).width, height: 24 });
  });
});

describe('placeCaptions', () => {
  it('leaves out what has no text, no ring, or no place at all', () => {
    const full = drawingOf(grid('ab', 'cd'));
    expect(place(full, '')).toEqual([]);
    const hollow = full.regions.map((region) => ({ ...region, parts: [] }));
    expect(place({ ...full, regions: hollow })).toEqual([]);
    expect(place(full, 'far too long for a drawing this small'.repeat(4))).toEqual([]);
  });

  it('looks at what the canvas shows of a region, and leaves out what it does not show', () => {
    const whole = drawingOf(grid(...Array.from({ length: 40 }, (_, y) => (y < 30 ? 'a'.repeat(60) : 'b'.repeat(60)))));
    const cropped = { ...whole, size: { width: 20, height: 20 } };
    const placed = place(cropped, '1');
    expect(placed.map(({ label }) => label)).toEqual([1]);
    expect(placed[0]!.leader).toBeNull();
    expect(placed[0]!.place).toEqual([10, 10]);
    expect(largestVisiblePart([{ outer: square(-5, -5, 30), holes: [square(5, 5, 4), square(-4, -4, 2)] }], cropped.size)).toEqual({
      outer: [[0, 20], [0, 0], [20, 0], [20, 20]],
      holes: [square(5, 5, 4)],
    });
    expect(largestVisiblePart([{ outer: square(-5, -5, 5), holes: [] }], cropped.size)).toBeNull();
  });

  it('puts a text inside where it fits, else beside with a leader, in free space', () => {
    const wide = grid(...Array.from({ length: 40 }, (_, y) => (y < 20 ? 'a'.repeat(30) + '.'.repeat(30) : y === 22 ? '.'.repeat(5) + 'b'.repeat(9) + '.'.repeat(46) : '.'.repeat(60))));
    const [inner, outer] = place(drawingOf(wide, { scale: 10 }));
    expect(inner).toMatchObject({ label: 1, leader: null });
    expect(Math.hypot(inner!.place[0] - 150, inner!.place[1] - 100)).toBeLessThan(10);
    expect(outer!.label).toBe(2);
    const [from, to] = outer!.leader!;
    expect(from[1]).toBeCloseTo(225, 0);
    expect(Math.hypot(from[0] - to[0], from[1] - to[1])).toBeLessThan(80);
    expect(outer!.place[1] - outer!.box.height / 2 > 200 || outer!.place[0] - outer!.box.width / 2 > 300).toBe(true);
  });

  it('puts a text on other regions where they fill the drawing', () => {
    const filled = grid(...Array.from({ length: 40 }, (_, y) => (y === 20 ? 'a'.repeat(20) + 'bbb' + 'a'.repeat(17) : 'a'.repeat(40))));
    const placed = place(drawingOf(filled, { scale: 10 }));
    expect(placed.map(({ label, leader }) => [label, leader === null])).toEqual([[1, true], [2, false]]);
  });

  it.each(CASES)('%s: every region has its text once, in the drawing, none on another', (name) => {
    const drawing = shippedDrawing(name);
    const placed = place(drawing, 'inner mouth');
    expect(placed.map(({ label }) => label).toSorted((a, b) => a - b)).toEqual(drawing.regions.map(({ label }) => label));
    expectApart(placed, drawing);
    expect(place(drawing, 'inner mouth')).toEqual(placed);
  });

  it('never puts one on another or beyond the canvas, whatever the map and however it is cropped', () => {
    fc.assert(
      fc.property(labelMaps(50, 30), fc.integer({ min: 1, max: 50 }), (map, width) => {
        const drawing = { ...drawingOf(map, { turnedBy: 20, scale: 9 }), size: { width: 9 * width, height: 9 * map.height } };
        expectApart(place(drawing, '12'), drawing);
      }),
      { numRuns: 60 },
    );
  });
});

function expectApart(placed: readonly PlacedCaption[], { size }: Drawing): void {
  let least = Infinity;
  for (const [i, { place: [x, y], box }] of placed.entries()) {
    least = Math.min(least, x - box.width / 2, y - box.height / 2, size.width - x - box.width / 2, size.height - y - box.height / 2);
    for (const { place: [ox, oy], box: other } of placed.slice(0, i)) {
      least = Math.min(least, Math.max(Math.abs(x - ox) - (box.width + other.width) / 2, Math.abs(y - oy) - (box.height + other.height) / 2));
    }
  }
  expect(least).toBeGreaterThan(-1e-6);
}
