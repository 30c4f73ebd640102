import { IDENTITY, type Partition, partitionLabelMap, type Point, squaredDistance } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { tableRow } from './table.ts';
import { DETAILS, MIN_PART_PX, type BenchCase, type Print } from './whole-partition.ts';

/** A drawn face: a case with the outlines it was painted from, by label, in label-map pixels. */
export interface DrawnCase extends BenchCase {
  readonly outlines: ReadonlyMap<number, readonly (readonly Point[])[]>;
}

const WIDTHS = [18, 13, 9, 7, 8, 8, 8, 9, 13];
const STRENGTHS = [0, 0.25, 0.5, 1];
const PRESETS = DETAILS.filter(([, { kind }]) => kind === 'preset');

/**
 * Each preset with more and more smoothing: what is sent, what the certificate says, and how far the border drawn is from
 * the outline that the pixels were painted from, which the smoothing knows nothing of.
 */
export function measureSmoothing(cv: OpenCv, cases: readonly DrawnCase[], print: Print): void {
  print('smoothing, against the outlines that the maps were painted from (label-map pixels; drift and deviation of the worst region)');
  print(tableRow(['case', 'detail', 'smoothing', 'points', 'mean IoU', 'min IoU', 'drift', 'max dev', 'from outline'], WIDTHS));
  for (const { name, map, outlines } of cases) {
    const { map: cleaned, report } = clean(cv, map, MIN_PART_PX);
    for (const [detailName, detail] of PRESETS) {
      for (const smoothing of STRENGTHS) {
        const partition = partitionLabelMap(cleaned, { detail, smoothing, placement: IDENTITY }, report);
        print(row([name, detailName, smoothing], partition, meanDistance(partition, outlines, map)));
      }
    }
  }
}

function row(head: readonly (string | number)[], { certificate }: Partition, distance: number): string {
  const qualities = [...certificate.regions.values()];
  const ious = qualities.map(({ iou }) => iou);
  return tableRow(
    [
      ...head,
      certificate.points,
      (ious.reduce((sum, iou) => sum + iou, 0) / ious.length).toFixed(4),
      Math.min(...ious).toFixed(4),
      `${Math.max(...qualities.map(({ smoothingDriftPx }) => smoothingDriftPx)).toFixed(2)} px`,
      `${Math.max(...qualities.map(({ maxDeviationPx }) => maxDeviationPx)).toFixed(2)} px`,
      `${distance.toFixed(3)} px`,
    ],
    WIDTHS,
  );
}

/** From points along the borders drawn, one a pixel at least, to the outline of the same label. Labels painted from none do not count. */
function meanDistance({ regions }: Partition, outlines: DrawnCase['outlines'], { width, height }: BenchCase['map']): number {
  let sum = 0;
  let count = 0;
  for (const { label, parts } of regions) {
    const outline = outlines.get(label);
    if (outline === undefined) continue;
    const segments = outline.flatMap((ring) => ring.map(([x, y], i) => [x, y, ...ring[(i + 1) % ring.length]!] as const));
    for (const ring of parts.flatMap(({ outer, holes }) => [outer, ...holes])) {
      for (const [i, [x, y]] of ring.entries()) {
        const [nx, ny] = ring[(i + 1) % ring.length]!;
        // What runs along the frame is no outline.
        if ((x === nx && (x === 0 || x === width)) || (y === ny && (y === 0 || y === height))) continue;
        for (let k = 0, steps = Math.ceil(Math.hypot(nx - x, ny - y)); k < steps; k++) {
          const t = (k + 0.5) / steps;
          const [px, py] = [x + t * (nx - x), y + t * (ny - y)];
          sum += Math.sqrt(segments.reduce((best, [ax, ay, bx, by]) => Math.min(best, squaredDistance(px, py, ax, ay, bx, by)), Infinity));
          count++;
        }
      }
    }
  }
  return sum / count;
}
