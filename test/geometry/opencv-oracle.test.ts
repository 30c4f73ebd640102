import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { exactRegions } from '../../src/geometry/lattice/exact-regions.ts';
import { countLabels, type LabelMap } from '../../src/geometry/lattice/label-map.ts';
import type { Ring } from '../../src/geometry/plane/region.ts';
import { loadOpenCv, type OpenCv } from '../../src/imaging/open-cv.ts';
import { doubledArea, labelMaps } from './support/label-grids.ts';

let cv: OpenCv;
beforeAll(async () => {
  ({ cv } = await loadOpenCv());
});

/** One part as text: its pixels, the box around it, and the areas of its holes. */
const partText = (pixels: number, box: readonly number[], holes: readonly number[]): string =>
  `${pixels} px in ${box.join(' ')}, holes ${holes.toSorted((a, b) => a - b).join(' ')}`;

/** 4-connected components of what `isSet` says of each pixel, by OpenCV: left, top, width, height and pixels of each. */
function components(width: number, height: number, isSet: (pixel: number) => boolean) {
  const mask = new cv.Mat(height, width, cv.CV_8UC1);
  const [numbers, stats, centroids] = [new cv.Mat(), new cv.Mat(), new cv.Mat()];
  for (let i = 0; i < width * height; i++) mask.data[i] = isSet(i) ? 255 : 0;
  const count = cv.connectedComponentsWithStats(mask, numbers, stats, centroids, 4, cv.CV_32S);
  const table = Array.from({ length: count }, (_, id) => Array.from(stats.data32S.subarray(5 * id, 5 * id + 5)));
  const ids = numbers.data32S.slice();
  for (const held of [mask, numbers, stats, centroids]) held.delete();
  return { table, ids };
}

function partsByOpenCv({ width, height, ids }: LabelMap, label: number): string[] {
  const parts = components(width, height, (pixel) => ids[pixel] === label);
  return parts.table.slice(1).map(([left, top, columns, rows, pixels], i) => {
    // Room for the outside on all sides: what else is not the part is a hole.
    const [wide, high] = [columns! + 2, rows! + 2];
    const isPart = (pixel: number): boolean => {
      const [x, y] = [(pixel % wide) - 1, Math.floor(pixel / wide) - 1];
      return x >= 0 && y >= 0 && x < columns! && y < rows! && parts.ids[(top! + y) * width + left! + x] === i + 1;
    };
    const holes = components(wide, high, (pixel) => !isPart(pixel)).table.slice(1).filter(([x, y]) => x! > 0 || y! > 0);
    const { box, count } = contoursOf(wide, high, isPart);
    expect(count).toBe(1 + holes.length);
    expect(box).toEqual([1, 1, columns, rows]);
    return partText(pixels!, [left!, top!, columns!, rows!], holes.map((hole) => hole[4]!));
  }).sort();
}

/** By findContours: how many there are, and the box around the outer one. */
function contoursOf(width: number, height: number, isSet: (pixel: number) => boolean): { count: number; box: number[] } {
  const mask = new cv.Mat(height, width, cv.CV_8UC1);
  const contours = new cv.MatVector();
  const hierarchy = new cv.Mat();
  for (let i = 0; i < width * height; i++) mask.data[i] = isSet(i) ? 255 : 0;
  cv.findContours(mask, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_NONE);
  const count = Number(contours.size());
  // Of a contour's four links in the hierarchy the last is its parent: the outer one has none.
  const outer = contours.get(Array.from({ length: count }, (_, c) => c).find((c) => hierarchy.data32S[4 * c + 3] === -1)!);
  const { x, y, width: columns, height: rows } = cv.boundingRect(outer);
  for (const held of [outer, mask, contours, hierarchy]) held.delete();
  return { count, box: [x, y, columns, rows] };
}

function partsByTracing(map: LabelMap): Map<number, string[]> {
  const areaOf = (ring: Ring): number => doubledArea(ring) / 2;
  return new Map(exactRegions(map).map(({ label, parts }) => [label, parts.map(({ outer, holes }) => {
    const [xs, ys] = [outer.map(([x]) => x), outer.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const pixels = [outer, ...holes].reduce((sum, ring) => sum + areaOf(ring), 0);
    return partText(pixels, [left, top, Math.max(...xs) - left, Math.max(...ys) - top], holes.map((hole) => -areaOf(hole)));
  }).sort()]));
}

function expectAgreement(map: LabelMap): void {
  const traced = partsByTracing(map);
  const labels = [...countLabels(map).keys()].filter((label) => label !== 0);
  expect([...traced.keys()]).toEqual(labels);
  for (const label of labels) expect(traced.get(label)).toEqual(partsByOpenCv(map, label));
}

test('parts, their boxes, areas and holes are those that OpenCV finds', () => {
  fc.assert(fc.property(labelMaps(24), expectAgreement), { numRuns: 80 });
});

test('also in maps of up to 64 labels', () => {
  fc.assert(fc.property(labelMaps(48, 64, ['cells', 'nested', 'necks', 'diagonals']), expectAgreement), { numRuns: 25 });
});

test('also in maps of 600x400 pixels', () => {
  fc.assert(fc.property(labelMaps(48, 64, ['cells', 'necks']).map((map) => enlarged(map, 600, 400)), expectAgreement), {
    numRuns: 3,
    endOnFailure: true,
  });
});

/** By nearest neighbour: one-pixel necks become a few pixels wide. */
function enlarged({ width, height, ids }: LabelMap, newWidth: number, newHeight: number): LabelMap {
  const from = (i: number): number =>
    Math.floor((Math.floor(i / newWidth) * height) / newHeight) * width + Math.floor(((i % newWidth) * width) / newWidth);
  return { width: newWidth, height: newHeight, ids: Uint8Array.from({ length: newWidth * newHeight }, (_, i) => ids[from(i)]!) };
}
