import type { LabelMap } from '../../src/geometry/label-map.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { DETAILS, partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const WIDTHS = [14, 24, 7, 9, 6];

/**
 * The whole partition against OpenCV's findContours over the labels one by one: masks and contours with holes, without
 * simplification, shared borders, guard or certificate.
 */
export function compareWithFindContours(cv: OpenCv, cases: readonly BenchCase[], runs: number, print: Print): void {
  print('clean, trace, simplify, guard and certify against OpenCV’s findContours alone, label by label');
  print('(OpenCV is the WASM build that Frontal runs on, not a native one; RETR_CCOMP, CHAIN_APPROX_SIMPLE)');
  print(tableRow(['case', 'what', 'points', 'ms', 'ratio'], WIDTHS));
  for (const { name, map } of cases) {
    const labels = [...new Set(map.ids)].filter((label) => label !== 0);
    const [floor, ...times] = medianMs(
      [() => void findContours(cv, map, labels), ...DETAILS.map(([, detail]) => () => void partitionWhole(cv, map, detail))],
      { runs, budgetMs: 5000 },
    );
    print(tableRow([name, 'findContours', findContours(cv, map, labels), floor!.toFixed(1), '1.0'], WIDTHS));
    for (const [i, [detailName, detail]] of DETAILS.entries()) {
      const { points } = partitionWhole(cv, map, detail).certificate;
      print(tableRow([name, `Frontal, ${detailName}`, points, times[i]!.toFixed(1), (times[i]! / floor!).toFixed(1)], WIDTHS));
    }
  }
}

/** @returns points of all contours */
function findContours(cv: OpenCv, { width, height, ids }: LabelMap, labels: readonly number[]): number {
  const type = ids instanceof Uint8Array ? cv.CV_8UC1 : cv.CV_16UC1;
  const image = new cv.Mat(height, width, type);
  const value = new cv.Mat(height, width, type);
  const mask = new cv.Mat();
  const contours = new cv.MatVector();
  const hierarchy = new cv.Mat();
  try {
    (ids instanceof Uint8Array ? image.data : image.data16U).set(ids);
    let points = 0;
    for (const label of labels) {
      value.setTo(new cv.Scalar(label));
      cv.compare(image, value, mask, cv.CMP_EQ);
      cv.findContours(mask, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_SIMPLE);
      for (let i = 0; i < contours.size(); i++) {
        const contour = contours.get(i);
        points += contour.rows;
        contour.delete();
      }
    }
    return points;
  } finally {
    for (const held of [image, value, mask, contours, hierarchy]) held.delete();
  }
}
