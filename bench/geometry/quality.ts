import { type Certificate, countLabels } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { DETAILS, MIN_PART_PX, partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const WIDTHS = [18, 13, 7, 7, 8, 8, 9, 9, 8, 8, 8, 9, 8];

/** What areas may be off by is asked for by size: `balanced` in docs/geometry.md. */
const LARGE_PX = 1000;

/** Each case with each detail: what its certificate says, and what it took. */
export function measureQuality(cv: OpenCv, cases: readonly BenchCase[], runs: number, print: Print): void {
  print('contours against the cleaned label map (IoU by the centre rule; worst region of each figure; area errors of regions above 1000 pixels and below)');
  print(tableRow(
    ['case', 'detail', 'regions', 'points', 'mean IoU', 'min IoU', 'area > 1k', 'area ≤ 1k', 'max dev', 'overlap', 'gap', 'crossings', 'ms'],
    WIDTHS,
  ));
  for (const given of cases) {
    const pixels = countLabels(clean(cv, given.map, MIN_PART_PX).map);
    const times = medianMs(DETAILS.map(([, detail]) => () => void partitionWhole(cv, given.map, detail)), { runs, budgetMs: 5000 });
    for (const [i, [name, detail]] of DETAILS.entries()) {
      print(qualityRow(given.name, name, partitionWhole(cv, given.map, detail).certificate, pixels, times[i]!));
    }
  }
}

function qualityRow(
  name: string, detailName: string, certificate: Certificate, pixels: ReadonlyMap<number, number>, ms: number,
): string {
  const qualities = [...certificate.regions.values()];
  const areaError = (ofLarge: boolean): string => {
    const errors = [...certificate.regions].filter(([label]) => (pixels.get(label) ?? 0) > LARGE_PX === ofLarge);
    return errors.length === 0 ? '-' : `${(100 * Math.max(...errors.map(([, quality]) => quality.areaError))).toFixed(2)} %`;
  };
  const ious = qualities.map(({ iou }) => iou);
  return tableRow(
    [
      name,
      detailName,
      qualities.length,
      certificate.points,
      (ious.reduce((sum, iou) => sum + iou, 0) / ious.length).toFixed(4),
      Math.min(...ious).toFixed(4),
      areaError(true),
      areaError(false),
      `${Math.max(...qualities.map(({ maxDeviationPx }) => maxDeviationPx)).toFixed(2)} px`,
      `${certificate.overlapPx} px`,
      `${certificate.gapPx} px`,
      certificate.crossings,
      ms.toFixed(1),
    ],
    WIDTHS,
  );
}
