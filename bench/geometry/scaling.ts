import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { createFindContours } from './find-contours.ts';
import { resizeCase } from './resize.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const MEGAPIXELS = [0.25, 1, 4, 16];
const WIDTHS = [18, 11, 7, 8, 9, 15];
const BALANCED = { kind: 'preset', name: 'balanced' } as const;

/** One map at four sizes, `balanced`. Its borders grow with the side, its pixels with the square. */
export function measureScaling(cv: OpenCv, given: BenchCase, runs: number, print: Print): void {
  print('one map at four sizes, balanced');
  print(tableRow(['case', 'size', 'points', 'ms', 'ms / MP', '/ findContours'], WIDTHS));
  for (const megapixels of MEGAPIXELS) {
    const { name, map } = resizeCase(cv, given, megapixels);
    const opponent = createFindContours(cv, map);
    try {
      const { points } = partitionWhole(cv, map, BALANCED).certificate;
      const [ms = 0, bare = 0] = medianMs([() => void partitionWhole(cv, map, BALANCED), opponent.find], { runs, budgetMs: 4000 });
      const perMegapixel = ms / ((map.width * map.height) / 1e6);
      const size = `${map.width}x${map.height}`;
      print(tableRow([name, size, points, ms.toFixed(1), perMegapixel.toFixed(1), (ms / bare).toFixed(2)], WIDTHS));
    } finally {
      opponent.delete();
    }
  }
}
