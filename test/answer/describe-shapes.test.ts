import { describe, expect, it } from 'vitest';
import { maskContours, readRegion, regionDocument } from '../../src/answer/describe-shapes.ts';
import type { RegionDocument } from '../../src/contract/result.ts';
import { describeRegions } from '../../src/geometry/face/describe-regions.ts';
import type { Part, Region, Ring } from '../../src/geometry/plane/region.ts';

function box(x: number, y: number, width: number, height: number): Ring {
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
}

function part(outer: Ring, ...holes: Ring[]): Part {
  return { outer, holes: holes.map((hole) => [...hole].reverse()) };
}

function documentsOf(...regions: Region[]): RegionDocument[] {
  return describeRegions(regions, { labelSchema: 'lapa-11' }).map(regionDocument);
}

describe('regionDocument', () => {
  const parts = [part(box(0, 0, 10, 10), box(2, 2, 2, 2)), part(box(20, 0, 2, 2))];

  it('spells a region as the contract does', () => {
    expect(JSON.stringify(documentsOf({ label: 1, parts })[0])).toBe(
      '{"label":1,"name":"skin","subject_side":null,"viewer_side":null,' +
        '"parts":[{"outer":[[0,0],[10,0],[10,10],[0,10]],"holes":[[[2,4],[4,4],[4,2],[2,2]]]},{"outer":[[20,0],[22,0],[22,2],[20,2]],"holes":[]}],' +
        '"area_px":100,"perimeter_px":56,"centroid":[5.72,4.92],"bbox":[0,0,22,10]}',
    );
  });

  it('rounds measures to thousandths, never to -0, and coordinates not at all', () => {
    const third = 1 / 3;
    const [document] = documentsOf({ label: 1, parts: [part(box(-third / 1000, third, 1, 1))] });
    expect(document!.bbox).toEqual([0, 0.333, 1, 1]);
    expect(document!.centroid).toEqual([0.5, 0.833]);
    expect(document!.parts[0]!.outer[0]).toEqual([-third / 1000, third]);
  });

  it('is read back as it was sent', () => {
    const [document] = documentsOf({ label: 4, parts });
    expect(regionDocument(readRegion(document!))).toEqual(document);
  });
});

describe('maskContours', () => {
  it('is the largest outer ring by label', () => {
    const regions = documentsOf({ label: 2, parts: [part(box(0, 0, 4, 4), box(1, 1, 1, 1)), part(box(9, 9, 1, 1))] }, { label: 30, parts: [] });
    expect(maskContours(regions)).toEqual({ '2': [[0, 0], [4, 0], [4, 4], [0, 4]] });
  });

  it('looks at the ring alone: a large one around a large hole is the largest', () => {
    const solid = part(box(20, 20, 5, 5));
    const hollow = part(box(0, 0, 8, 8), box(1, 1, 7, 6));
    const regions = documentsOf({ label: 3, parts: [solid, hollow] });
    expect(maskContours(regions)).toEqual({ '3': box(0, 0, 8, 8) });
  });
});
