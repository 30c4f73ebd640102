import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactRegions } from '../../../src/geometry/partition/exact-regions.ts';
import { countLabels, type LabelMap } from '../../../src/geometry/label-map.ts';
import { loadOpenCv, type OpenCv } from '../../../src/imaging/open-cv.ts';
import { doubledArea, labelMaps } from '../support/label-grids.ts';

/** Every part as `pixels holes`, by OpenCV: its 4-connected parts, and the contours inside each of them. */
function partsByOpenCv(cv: OpenCv, { width, height, ids }: LabelMap, label: number): string[] {
  const mask = cv.matFromArray(height, width, cv.CV_8UC1, Array.from(ids, (id) => (id === label ? 255 : 0)));
  const numbers = new cv.Mat();
  const count = cv.connectedComponents(mask, numbers, 4, cv.CV_32S);
  const parts = [];
  for (let part = 1; part < count; part++) {
    const own = Array.from(numbers.data32S, (number) => (number === part ? 255 : 0));
    const one = cv.matFromArray(height, width, cv.CV_8UC1, own);
    const contours = new cv.MatVector();
    const hierarchy = new cv.Mat();
    cv.findContours(one, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_NONE);
    parts.push(`${own.filter(Boolean).length} ${Number(contours.size()) - 1}`);
    for (const held of [one, contours, hierarchy]) held.delete();
  }
  mask.delete();
  numbers.delete();
  return parts.sort();
}

test('parts, holes and areas are those that OpenCV finds', async () => {
  const { cv } = await loadOpenCv();
  fc.assert(
    fc.property(labelMaps(24), (map) => {
      const regions = new Map(exactRegions(map).map((region) => [region.label, region]));
      for (const label of countLabels(map).keys()) {
        if (label === 0) continue;
        const parts = regions.get(label)!.parts.map(({ outer, holes }) => {
          const area = [outer, ...holes].reduce((sum, ring) => sum + doubledArea(ring) / 2, 0);
          return `${area} ${holes.length}`;
        });
        expect(parts.sort()).toEqual(partsByOpenCv(cv, map, label));
      }
    }),
    { numRuns: 60 },
  );
});
