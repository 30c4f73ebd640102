import type { LabelMap } from '../../src/geometry/label-map.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const MEGAPIXELS = [0.25, 1, 4, 16];
const WIDTHS = [14, 11, 7, 9, 9];

/** One map at four sizes, by nearest neighbour, `balanced`. Its borders grow with the side, its pixels with the square. */
export function measureScaling(cv: OpenCv, { name, map }: BenchCase, runs: number, print: Print): void {
  print('one map resized by nearest neighbour, balanced: beyond its own size its stairs grow, and are drawn as stairs');
  print(tableRow(['case', 'size', 'points', 'ms', 'ms / MP'], WIDTHS));
  for (const megapixels of MEGAPIXELS) {
    const enlarged = resize(map, Math.sqrt((megapixels * 2 ** 20) / (map.width * map.height)));
    const balanced = { kind: 'preset', name: 'balanced' } as const;
    const { points } = partitionWhole(cv, enlarged, balanced).certificate;
    const [ms = 0] = medianMs([() => void partitionWhole(cv, enlarged, balanced)], { runs, budgetMs: 4000 });
    const perMegapixel = ms / ((enlarged.width * enlarged.height) / 1e6);
    print(tableRow([name, `${enlarged.width}x${enlarged.height}`, points, ms.toFixed(1), perMegapixel.toFixed(1)], WIDTHS));
  }
}

function resize({ width, height, ids }: LabelMap, scale: number): LabelMap {
  const [newWidth, newHeight] = [Math.round(width * scale), Math.round(height * scale)];
  const columns = Int32Array.from({ length: newWidth }, (_, x) => Math.floor(((x + 0.5) * width) / newWidth));
  const resized = ids instanceof Uint8Array ? new Uint8Array(newWidth * newHeight) : new Uint16Array(newWidth * newHeight);
  for (let y = 0; y < newHeight; y++) {
    const row = Math.floor(((y + 0.5) * height) / newHeight) * width;
    for (let x = 0; x < newWidth; x++) resized[y * newWidth + x] = ids[row + columns[x]!]!;
  }
  return { width: newWidth, height: newHeight, ids: resized };
}
