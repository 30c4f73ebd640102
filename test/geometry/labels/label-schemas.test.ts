import { describe, expect, it } from 'vitest';
import { LABEL_SCHEMAS } from '../../../src/contract/names.ts';
import { elongation, labelBlobs, solidity } from '../../../src/geometry/labels/label-blobs.ts';
import { LABEL_SCHEMA_TABLES, nameLabel } from '../../../src/geometry/labels/label-schemas.ts';
import { mainNeighbour } from '../../../src/geometry/labels/label-neighbours.ts';
import { grid } from '../support/label-grids.ts';

describe('nameLabel', () => {
  it('knows the subject’s sides: LaPa’s left is the image’s', () => {
    expect(nameLabel('lapa-11', 4)).toEqual({ name: 'eye', subjectSide: 'right' });
    expect(nameLabel('lapa-11', 3)).toEqual({ name: 'brow', subjectSide: 'left' });
    expect(nameLabel('bisenet-19', 4)).toEqual({ name: 'eye', subjectSide: 'left' });
    expect(nameLabel('celebamask-19', 2)).toEqual({ name: 'nose', subjectSide: null });
    expect(nameLabel('segformer-19', 3)).toEqual({ name: 'eye', subjectSide: 'right' });
    expect(nameLabel('facer-19', 8)).toEqual({ name: 'eye', subjectSide: 'right' });
    expect(nameLabel('ibugmask-14', 11)).toEqual({ name: 'ear', subjectSide: 'right' });
  });

  it('keeps the published letters of mt-14, whose sides are not settled', () => {
    expect(LABEL_SCHEMA_TABLES['mt-14'].sides).toBe('unsettled');
    const sides = [2, 3, 4, 5, 11, 12].map((label) => nameLabel('mt-14', label));
    expect(sides.map(({ name, subjectSide }) => `${subjectSide} ${name}`)).toEqual([
      'left brow', 'right brow', 'left eye', 'right eye', 'left ear', 'right ear',
    ]);
  });

  it('calls what it does not know by its number', () => {
    expect(nameLabel('unknown', 7)).toEqual({ name: 'label 7', subjectSide: null });
    expect(nameLabel('lapa-11', 11)).toEqual({ name: 'label 11', subjectSide: null });
    expect(nameLabel('lapa-11', 0)).toEqual({ name: 'background', subjectSide: null });
    expect(nameLabel('unknown', 0)).toEqual({ name: 'background', subjectSide: null });
  });

  it('has a table for every schema of the contract', () => {
    expect(Object.keys(LABEL_SCHEMA_TABLES)).toEqual([...LABEL_SCHEMAS]);
  });

  it.each([
    ['lapa-11', 10],
    ['ibugmask-14', 13],
    ['mt-14', 13],
    ['celebamask-19', 18],
    ['celebamask-19-list1', 18],
    ['bisenet-19', 18],
    ['segformer-19', 18],
    ['facer-19', 18],
    ['easyportrait-9', 8],
    ['mediapipe-6', 5],
  ] as const)('%s names %i labels, sided ones in pairs', (schema, count) => {
    const parts = [...LABEL_SCHEMA_TABLES[schema].parts.values()];
    expect(LABEL_SCHEMA_TABLES[schema].name).toBe(schema);
    expect([...LABEL_SCHEMA_TABLES[schema].parts.keys()]).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    const sides = (side: string) => parts.filter(({ subjectSide }) => subjectSide === side).map(({ name }) => name).sort();
    expect(sides('left')).toEqual(sides('right'));
    expect(new Set(parts.map(({ name, subjectSide }) => `${name} ${subjectSide}`)).size).toBe(count);
  });

  it('the orders of CelebAMask-HQ have the same parts', () => {
    const parts = (name: (typeof LABEL_SCHEMAS)[number]) =>
      [...LABEL_SCHEMA_TABLES[name].parts.values()].map((part) => `${part.name} ${part.subjectSide}`).sort();
    for (const name of ['celebamask-19-list1', 'bisenet-19', 'segformer-19', 'facer-19'] as const) {
      expect(parts(name)).toEqual(parts('celebamask-19'));
    }
  });
});

describe('mainNeighbour', () => {
  const map = {
    width: 4,
    height: 3,
    ids: Uint8Array.of(
      1, 1, 1, 2,
      1, 5, 5, 2,
      3, 3, 5, 0,
    ),
  };

  it('counts pixel sides, of background too, and none across the frame', () => {
    expect(mainNeighbour(map, 5)).toBe(1);
    expect(mainNeighbour(map, 3)).toBe(5);
    expect(mainNeighbour({ width: 2, height: 2, ids: Uint8Array.of(0, 0, 0, 4) }, 4)).toBe(0);
  });

  it('is null for a label that is alone, or not there', () => {
    expect(mainNeighbour({ width: 2, height: 1, ids: Uint8Array.of(4, 4) }, 4)).toBeNull();
    expect(mainNeighbour(map, 9)).toBeNull();
  });
});

describe('labelBlobs', () => {
  it('counts pixels, and finds middle and spread of every label but 0', () => {
    expect(labelBlobs(grid('.aa', '.aa', 'b..'))).toEqual(
      new Map([
        [1, { pixels: 4, centroid: [2, 1], spread: [0.25, 0, 0.25] }],
        [2, { pixels: 1, centroid: [0.5, 2.5], spread: [0, 0, 0] }],
      ]),
    );
  });

  it('tells a disc from a ring, a line and strewn dots', () => {
    const drawn = (isIn: (x: number, y: number) => boolean) =>
      labelBlobs({ width: 99, height: 99, ids: Uint8Array.from({ length: 9801 }, (_, i) => Number(isIn((i % 99) - 49, Math.floor(i / 99) - 49))) }).get(1)!;
    const disc = drawn((x, y) => Math.hypot(x, y) < 40);
    expect(solidity(disc)).toBeCloseTo(1, 2);
    expect(elongation(disc)).toBeCloseTo(1, 5);
    expect(solidity(drawn((x, y) => Math.hypot(x, y) < 40 && Math.hypot(x, y) > 35))).toBeLessThan(0.2);
    expect(solidity(drawn((x, y) => x % 10 === 0 && y % 10 === 0))).toBeLessThan(0.015);
    expect(elongation(drawn((x, y) => Math.abs(x - y) < 3))).toBeGreaterThan(15);
    expect(elongation(drawn((x, y) => Math.abs(x) < 40 && Math.abs(y) < 20))).toBeCloseTo(79 / 39, 5);
  });
});
