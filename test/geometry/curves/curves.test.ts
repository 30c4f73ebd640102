import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTITY, type Point } from '../../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { Detail } from '../../../src/geometry/detail/detail.ts';
import { partitionLabelMap, type Partition } from '../../../src/geometry/cut.ts';
import type { Arc, Cubic } from '../../../src/geometry/plane/topology.ts';
import { type CaseName, shippedCase, shippedLabelMap } from '../support/case.ts';
import { doubledArea, labelMaps, UNTOUCHED } from '../support/label-grids.ts';

function draw(map: LabelMap, smoothing: number, detail: Detail = { kind: 'tolerance', px: 1 }, corners: readonly Point[] = []): Partition {
  return partitionLabelMap(map, { detail, smoothing, corners, placement: IDENTITY }, UNTOUCHED);
}

const BALANCED: Detail = { kind: 'preset', name: 'balanced' };

/** Label 1 where the shape holds the centre of a pixel. */
function paint(size: number, holds: (x: number, y: number) => boolean): LabelMap {
  return { width: size, height: size, ids: Uint8Array.from({ length: size * size }, (_, i) => (holds((i % size) + 0.5, Math.floor(i / size) + 0.5) ? 1 : 0)) };
}

const disc = (radius: number): LabelMap => paint(64, (x, y) => Math.hypot(x - 31.3, y - 32.6) < radius);

describe('for any map', () => {
  const strengths = fc.constantFrom(0.2, 0.5, 1);

  const details = fc.constantFrom<Detail>(
    { kind: 'tolerance', px: 0.5 }, { kind: 'tolerance', px: 3 }, { kind: 'preset', name: 'measure' }, BALANCED,
    { kind: 'preset', name: 'editable' }, { kind: 'iou', min: 0.9 },
  );
  const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 4 });

  test('curves end where the border does, are as many as the links without smoothing, and none lies on the frame', () => {
    fc.assert(
      fc.property(labelMaps(40), strengths, details, places, (map, smoothing, detail, corners) => {
        const straight = draw(map, 0, detail).topology.arcs;
        for (const [k, { left, right, points, curve }] of draw(map, smoothing, detail, corners).topology.arcs.entries()) {
          if (left === -1 || right === -1) expect(curve).toBeNull();
          if (curve === null) continue;
          expect(curve.length).toBe(straight[k]!.points.length - 1);
          expect(curve.length).toBeLessThanOrEqual(points.length - 1);
          expect(curve.at(-1)![2]).toEqual(points.at(-1));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a border that ends where it starts keeps the area of the traced one, or is straight', () => {
    fc.assert(
      fc.property(labelMaps(40), strengths, details, places, (map, smoothing, detail, corners) => {
        const traced = draw(map, 0, { kind: 'tolerance', px: 0 }).topology.arcs;
        for (const [k, { points, curve }] of draw(map, smoothing, detail, corners).topology.arcs.entries()) {
          if (curve === null || points[0] !== points.at(-1)) continue;
          const area = Math.abs(doubledArea(traced[k]!.points));
          expect(Math.abs(Math.abs(doubledArea(points)) - area)).toBeLessThanOrEqual(0.0055 * area);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('polygons stay within a quarter of the tolerance, or a tenth of a pixel, of the curves that they are drawn for', () => {
    fc.assert(
      fc.property(labelMaps(40), strengths, fc.constantFrom(0.5, 1, 3), (map, smoothing, px) => {
        for (const arc of draw(map, smoothing, { kind: 'tolerance', px }).topology.arcs) {
          if (arc.curve === null) continue;
          expect(Math.sqrt(farthestOff(arc, arc.curve))).toBeLessThanOrEqual(Math.max(0.1, px / 4) + 0.002);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('without smoothing there are no curves and no drift', () => {
    fc.assert(
      fc.property(labelMaps(30), (map) => {
        const { topology, certificate } = draw(map, 0);
        expect(topology.arcs.every(({ curve }) => curve === null)).toBe(true);
        for (const { smoothingDriftPx } of certificate.regions.values()) expect(smoothingDriftPx).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a rectangle', () => {
  const rectangle = (width: number, height: number, holds: (x: number, y: number) => boolean): LabelMap => ({
    width, height, ids: Uint8Array.from({ length: width * height }, (_, i) => (holds(i % width, Math.floor(i / width)) ? 1 : 0)),
  });
  const bar = rectangle(18, 10, (x, y) => x >= 3 && x < 15 && y >= 3 && y < 7);

  test.each<Detail>([{ kind: 'tolerance', px: 0.5 }, { kind: 'iou', min: 0.97 }, BALANCED])('keeps its area where links had to be weakened: %o', (detail) => {
    for (const smoothing of [0.25, 0.5, 1]) {
      const { outer } = draw(bar, smoothing, detail).regions[0]!.parts[0]!;
      expect(Math.abs(doubledArea(outer) / 2 - 47.5)).toBeLessThan(0.25);
    }
  });

  test('takes no curve for a corner that its polygon has no point for', () => {
    const small = rectangle(8, 4, (x, y) => x >= 1 && x < 7 && y >= 1 && y < 3);
    const editable: Detail = { kind: 'preset', name: 'editable' };
    const [straight, smooth] = [0, 1].map((smoothing) => draw(small, smoothing, editable, [[1, 1], [7, 3]]).topology.arcs.find(({ left }) => left === 0)!);
    expect(smooth!.curve).toHaveLength(straight!.points.length - 1);
  });
});

describe('a disc', () => {
  test.each([3, 5, 9, 14.2, 27])('of radius %s keeps the area of its traced border, and is round', (radius) => {
    const traced = draw(disc(radius), 0, { kind: 'tolerance', px: 0 }).regions[0]!.parts[0]!.outer;
    for (const smoothing of [0.3, 1]) {
      const { outer } = draw(disc(radius), smoothing, BALANCED).regions[0]!.parts[0]!;
      expect(Math.abs(doubledArea(outer) / doubledArea(traced) - 1)).toBeLessThan(0.004);
      for (const [x, y] of outer) expect(Math.abs(Math.hypot(x - 31.3, y - 32.6) - radius)).toBeLessThan(0.5);
    }
  });

  test('drifts by what the certificate says: a point drawn moved so far, and none farther', () => {
    const map = disc(20);
    const [straight, smooth] = [0, 1].map((smoothing) => draw(map, smoothing, BALANCED));
    const ring = straight!.regions[0]!.parts[0]!.outer;
    const drift = Math.max(...smooth!.regions[0]!.parts[0]!.outer.map((point) => Math.sqrt(squaredDistanceTo([...ring, ring[0]!], point))));
    expect(smooth!.certificate.regions.get(1)!.smoothingDriftPx).toBeCloseTo(drift, 3);
    expect(drift).toBeGreaterThan(0);
  });
});

describe('corners', () => {
  /** An eye: two arcs that meet at 70 degrees or so. */
  const eye = paint(80, (x, y) => Math.hypot(x - 40, y - 15) < 40 && Math.hypot(x - 40, y - 65) < 40);
  const tips: Point[] = [[40 - Math.sqrt(975), 40], [40 + Math.sqrt(975), 40]];

  test('where the border turns sharply it does so after smoothing', () => {
    const { outer } = draw(eye, 1, BALANCED).regions[0]!.parts[0]!;
    for (const tip of tips) expect(nearest(outer, tip)).toBeLessThan(1.6);
    const traced = draw(eye, 0, { kind: 'tolerance', px: 0 }).regions[0]!.parts[0]!.outer;
    const leftmost = Math.min(...traced.map(([x]) => x));
    expect(Math.min(...outer.map(([x]) => x))).toBe(leftmost);
  });

  test('where landmarks say, a blunt one stays as well', () => {
    // Two arcs that meet at 140 degrees: no corner by itself.
    const blunt = paint(80, (x, y) => Math.hypot(x - 40, y - 30) < 29 && Math.hypot(x - 40, y - 50) < 29);
    const tip: Point = [40 + Math.sqrt(29 ** 2 - 100), 40];
    const traced = draw(blunt, 0, { kind: 'tolerance', px: 0 }).regions[0]!.parts[0]!.outer;
    const farthest = Math.max(...traced.map(([x]) => x));
    const reach = (corners: readonly Point[]) => Math.max(...draw(blunt, 1, BALANCED, corners).regions[0]!.parts[0]!.outer.map(([x]) => x));
    expect(reach([])).toBeLessThan(farthest);
    expect(reach([tip])).toBe(farthest);
  });

  test('one that no point was kept for is taken by the nearest that was', () => {
    const tip: Point = [11.5, 33];
    const traced = draw(disc(20), 0, { kind: 'tolerance', px: 0 }).regions[0]!.parts[0]!.outer;
    const corner = traced.toSorted((a, b) => squaredDistanceTo([a, a], tip) - squaredDistanceTo([b, b], tip))[0]!;
    const coarse: Detail = { kind: 'preset', name: 'editable' };
    const [straight, smooth] = [0, 1].map((smoothing) => draw(disc(20), smoothing, coarse, [corner]).topology.arcs.find(({ left }) => left === 0)!);
    expect(straight!.points).not.toContainEqual(corner);
    expect(smooth!.curve!.map(([, , end]) => end)).toContainEqual(corner);
    expect(smooth!.curve).toHaveLength(straight!.points.length - 1);
  });

  test('far from any border they change nothing', () => {
    expect(draw(disc(20), 1, BALANCED, [[31, 32]]).regions).toEqual(draw(disc(20), 1, BALANCED).regions);
  });
});

describe('drawn faces, whose outlines are known', () => {
  test.each<CaseName>(['synth-plain', 'synth-holes'])('%s: smoothed borders are nearer to them than straight links', (name) => {
    const [straight, half, full] = [0, 0.5, 1].map((smoothing) => meanDistance(name, draw(shippedLabelMap(name), smoothing, BALANCED)));
    expect(half).toBeLessThan(0.75 * straight!);
    expect(full).toBeLessThan(0.8 * straight!);
  });
});

function meanDistance(name: CaseName, { regions }: Partition): number {
  const { width, height } = shippedLabelMap(name);
  const { portraitSize } = shippedCase(name);
  const file = new URL(`../../../fixtures/${name}/truth_analytic.json`, import.meta.url);
  const truth = JSON.parse(readFileSync(file, 'utf8')) as { regions: Record<string, [number, number][][][]> };
  let sum = 0;
  let count = 0;
  for (const { label, parts } of regions) {
    const outlines = truth.regions[label]!.flat().map((ring) =>
      [...ring, ring[0]!].map(([x, y]): Point => [(x * width) / portraitSize.width, (y * height) / portraitSize.height]));
    for (const ring of parts.flatMap(({ outer, holes }) => [outer, ...holes])) {
      for (const [i, [x, y]] of ring.entries()) {
        const [nx, ny] = ring[(i + 1) % ring.length]!;
        // What runs along the frame is no outline.
        if ((x === nx && (x === 0 || x === width)) || (y === ny && (y === 0 || y === height))) continue;
        for (let k = 0, steps = Math.ceil(Math.hypot(nx - x, ny - y)); k < steps; k++) {
          const t = (k + 0.5) / steps;
          const point: Point = [x + t * (nx - x), y + t * (ny - y)];
          sum += Math.sqrt(Math.min(...outlines.map((outline) => squaredDistanceTo(outline, point))));
          count++;
        }
      }
    }
  }
  return sum / count;
}

function nearest(points: readonly Point[], [x, y]: Point): number {
  return Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)));
}

function squaredDistanceTo(line: readonly Point[], [x, y]: Point): number {
  let best = Infinity;
  for (let i = 0; i + 1 < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i]!, line[i + 1]!];
    const squaredLength = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = squaredLength === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squaredLength));
    best = Math.min(best, (x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2);
  }
  return best;
}

/** Of points along the curves the greatest squared distance to the arc's polygon. */
function farthestOff({ points }: Arc, curve: readonly Cubic[]): number {
  let worst = 0;
  let start = points[0]!;
  for (const [c1, c2, end] of curve) {
    for (let k = 0; k <= 20; k++) {
      const [s, t] = [1 - k / 20, k / 20];
      const at = (axis: 0 | 1): number => s ** 3 * start[axis] + 3 * s * s * t * c1[axis] + 3 * s * t * t * c2[axis] + t ** 3 * end[axis];
      worst = Math.max(worst, squaredDistanceTo(points, [at(0), at(1)]));
    }
    start = end;
  }
  return worst;
}
