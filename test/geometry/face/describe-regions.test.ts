import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAffine, type Point, rotationAbout } from '../../../src/geometry/plane/affine.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import type { Part, Region, Ring } from '../../../src/geometry/plane/region.ts';
import { partsArea, partsCentroid, partsPerimeter } from '../../../src/geometry/plane/ring-measure.ts';

function box(x: number, y: number, width: number, height: number): Ring {
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
}

function part(outer: Ring, ...holes: Ring[]): Part {
  return { outer, holes: holes.map((hole) => [...hole].reverse()) };
}

function region(label: number, ...parts: Part[]): Region {
  return { label, parts };
}

describe('describeRegions', () => {
  it('measures parts with holes', () => {
    const [described] = describeRegions([region(1, part(box(0, 0, 10, 10), box(2, 2, 2, 2)), part(box(20, 0, 2, 2)))], {
      labelSchema: 'lapa-11',
    });
    expect(described).toEqual({
      label: 1,
      name: 'skin',
      subjectSide: null,
      viewerSide: null,
      parts: [
        {
          outer: [[0, 0], [10, 0], [10, 10], [0, 10]],
          holes: [[[2, 4], [4, 4], [4, 2], [2, 2]]],
        },
        { outer: [[20, 0], [22, 0], [22, 2], [20, 2]], holes: [] },
      ],
      area: 100,
      perimeter: 56,
      centroid: [expect.closeTo(5.72, 2), expect.closeTo(4.92, 2)],
      box: { x: 0, y: 0, width: 22, height: 10 },
    });
  });

  it('names what no schema knows by its label', () => {
    expect(describeRegions([region(9, part(box(0, 0, 1, 1)))], { labelSchema: 'unknown' })[0]!.name).toBe('label 9');
  });

  it('survives a ring without area', () => {
    const [described] = describeRegions([region(3, part([[1, 1], [3, 1], [2, 1]]))], { labelSchema: 'unknown' });
    expect(described).toMatchObject({ area: 0, perimeter: 4, centroid: [2, 1], box: { x: 1, y: 1, width: 2, height: 0 } });
  });

  it('has nothing to say of nothing', () => {
    expect(describeRegions([], { labelSchema: 'lapa-11' })).toEqual([]);
    expect(describeRegions([region(3)], { labelSchema: 'lapa-11' })).toMatchObject([
      { label: 3, parts: [], area: 0, centroid: [0, 0], box: { x: 0, y: 0, width: 0, height: 0 } },
    ]);
  });
});

describe('sides', () => {
  const face = (eyes: [right: number, left: number]): Region[] => [
    region(eyes[0], part(box(20, 20, 10, 5))),
    region(eyes[1], part(box(60, 20, 10, 5))),
    region(7, part(box(40, 60, 10, 5))),
  ];
  const sides = (regions: Region[], labelSchema: 'lapa-11' | 'bisenet-19') =>
    Object.fromEntries(
      describeRegions(regions, { labelSchema }).map(({ label, subjectSide, viewerSide }) => [label, [subjectSide, viewerSide]]),
    );

  it('the subject’s right is the viewer’s left', () => {
    expect(sides(face([4, 5]), 'lapa-11')).toMatchObject({ 4: ['right', 'left'], 5: ['left', 'right'], 7: [null, null] });
  });

  it('a pair is told apart by where it lies, not by whose left its names mean', () => {
    expect(sides(face([4, 5]), 'bisenet-19')).toMatchObject({ 4: ['right', 'left'], 5: ['left', 'right'] });
    expect(sides(face([5, 4]), 'bisenet-19')).toMatchObject({ 5: ['right', 'left'], 4: ['left', 'right'] });
  });

  it('stay with a face on its head', () => {
    const half = rotationAbout(180, 50, 50);
    const turned = face([4, 5]).map(({ label, parts }) => ({
      label,
      parts: parts.map(({ outer }) => ({ outer: outer.map((point) => applyAffine(half, point)), holes: [] })),
    }));
    expect(sides(turned, 'lapa-11')).toMatchObject({ 4: ['right', 'left'], 5: ['left', 'right'] });
  });

  it('a single one has the side of its schema', () => {
    expect(sides([region(5, part(box(0, 0, 9, 9)))], 'lapa-11')).toEqual({ 5: ['left', 'right'] });
  });
});

describe('measures', () => {
  const star = fc
    .array(fc.double({ min: 1, max: 50, noNaN: true }), { minLength: 3, maxLength: 30 })
    .map((radii) => radii.map((r, i): Point => [
      100 + r * Math.cos((2 * Math.PI * i) / radii.length),
      100 + r * Math.sin((2 * Math.PI * i) / radii.length),
    ]));
  const degrees = fc.double({ min: -180, max: 180, noNaN: true });

  it('keep area and perimeter, and move the centroid along, when turned', () => {
    fc.assert(
      fc.property(star, degrees, (ring, turn) => {
        const m = rotationAbout(turn, -300, 40);
        const parts = [part(ring)];
        const turned = [part(ring.map((point) => applyAffine(m, point)))];
        expect(partsArea(turned)).toBeCloseTo(partsArea(parts), 6);
        expect(partsPerimeter(turned)).toBeCloseTo(partsPerimeter(parts), 6);
        const [x, y] = applyAffine(m, partsCentroid(parts));
        expect(partsCentroid(turned)[0]).toBeCloseTo(x, 6);
        expect(partsCentroid(turned)[1]).toBeCloseTo(y, 6);
      }),
    );
  });

  it('do not care which way rings run', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const hole = box(99.9, 99.9, 0.2, 0.2);
        const way = [{ outer: ring, holes: [hole] }];
        const other = [{ outer: [...ring].reverse(), holes: [[...hole].reverse()] }];
        expect(partsArea(other)).toBeCloseTo(partsArea(way), 9);
        expect(partsArea(way)).toBeCloseTo(partsArea([part(ring)]) - 0.04, 6);
      }),
    );
  });
});
