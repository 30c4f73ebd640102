import type { Certificate } from '../../src/geometry/partition/partition.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { DETAILS, partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const WIDTHS = [14, 13, 7, 7, 8, 8, 9, 9, 8, 8, 9, 8];

/** Each case with each detail: what its certificate says, and what it took. */
export function measureQuality(cv: OpenCv, cases: readonly BenchCase[], runs: number, print: Print): void {
  print('contours against the cleaned label map (IoU by the centre rule; worst region of each figure)');
  print(tableRow(
    ['case', 'detail', 'regions', 'points', 'mean IoU', 'min IoU', 'area err', 'max dev', 'overlap', 'gap', 'crossings', 'ms'], WIDTHS,
  ));
  for (const given of cases) {
    const times = medianMs(DETAILS.map(([, detail]) => () => void partitionWhole(cv, given.map, detail)), { runs, budgetMs: 5000 });
    for (const [i, [name, detail]] of DETAILS.entries()) {
      print(qualityRow(given.name, name, partitionWhole(cv, given.map, detail).certificate, times[i]!));
    }
  }
}

function qualityRow(name: string, detailName: string, certificate: Certificate, ms: number): string {
  const qualities = [...certificate.regions.values()];
  const ious = qualities.map(({ iou }) => iou);
  return tableRow(
    [
      name,
      detailName,
      qualities.length,
      certificate.points,
      (ious.reduce((sum, iou) => sum + iou, 0) / ious.length).toFixed(4),
      Math.min(...ious).toFixed(4),
      `${(100 * Math.max(...qualities.map(({ areaError }) => areaError))).toFixed(2)} %`,
      `${Math.max(...qualities.map(({ maxDeviationPx }) => maxDeviationPx)).toFixed(2)} px`,
      `${certificate.overlapPx} px`,
      `${certificate.gapPx} px`,
      certificate.crossings,
      ms.toFixed(1),
    ],
    WIDTHS,
  );
}
