import type { LabelMap } from '../../src/geometry/index.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { labelsOf } from './resize.ts';
import { tableRow } from './table.ts';
import { medianMs } from './time.ts';
import { DETAILS, partitionWhole, type BenchCase, type Print } from './whole-partition.ts';

const WIDTHS = [18, 24, 7, 8, 15, 12];

/**
 * The whole contour step against OpenCV's findContours over the labels one by one, which finds contours with holes and
 * nothing else: no simplification, shared borders, guard or certificate. Twice: the labels' masks ready, and made.
 */
export function compareWithFindContours(cv: OpenCv, cases: readonly BenchCase[], runs: number, print: Print): void {
  print('clean, trace, simplify, guard and certify against OpenCV’s findContours alone, label by label');
  print('(OpenCV is the WASM build that Frontal runs on, not a native one; RETR_CCOMP, CHAIN_APPROX_SIMPLE)');
  print(tableRow(['case', 'what', 'points', 'ms', '/ findContours', '/ with masks'], WIDTHS));
  for (const { name, map } of cases) {
    const opponent = createFindContours(cv, map);
    try {
      const [bare, withMasks, ...times] = medianMs(
        [opponent.find, opponent.maskAndFind, ...DETAILS.map(([, detail]) => () => void partitionWhole(cv, map, detail))],
        { runs, budgetMs: 5000 },
      );
      const row = (what: string, points: number, ms: number): string =>
        tableRow([name, what, points, ms.toFixed(1), (ms / bare!).toFixed(2), (ms / withMasks!).toFixed(2)], WIDTHS);
      print(row('findContours', opponent.points, bare!));
      print(row('findContours and masks', opponent.points, withMasks!));
      for (const [i, [detailName, detail]] of DETAILS.entries()) {
        print(row(`Frontal, ${detailName}`, partitionWhole(cv, map, detail).certificate.points, times[i]!));
      }
    } finally {
      opponent.delete();
    }
  }
}

interface FindContours {
  /** Of masks made beforehand. */
  find(): void;
  maskAndFind(): void;
  /** Of all contours. */
  readonly points: number;
  delete(): void;
}

/** What it holds lies in WebAssembly's memory: delete it. */
export function createFindContours(cv: OpenCv, map: LabelMap): FindContours {
  const { width, height, ids } = map;
  const type = ids instanceof Uint8Array ? cv.CV_8UC1 : cv.CV_16UC1;
  const image = new cv.Mat(height, width, type);
  const value = new cv.Mat(height, width, type);
  const contours = new cv.MatVector();
  const hierarchy = new cv.Mat();
  const masks = labelsOf(map).filter((label) => label !== 0).map((label) => ({ label, mask: new cv.Mat() }));
  (ids instanceof Uint8Array ? image.data : image.data16U).set(ids);

  const fill = (label: number, mask: typeof image): void => {
    value.setTo(new cv.Scalar(label));
    cv.compare(image, value, mask, cv.CMP_EQ);
  };
  const findIn = (mask: typeof image): void => {
    cv.findContours(mask, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_SIMPLE);
  };
  let points = 0;
  for (const { label, mask } of masks) {
    fill(label, mask);
    findIn(mask);
    for (let i = 0; i < contours.size(); i++) {
      const contour = contours.get(i);
      points += contour.rows;
      contour.delete();
    }
  }
  return {
    points,
    find() {
      for (const { mask } of masks) findIn(mask);
    },
    maskAndFind() {
      for (const { label, mask } of masks) {
        fill(label, mask);
        findIn(mask);
      }
    },
    delete() {
      for (const held of [image, value, contours, hierarchy, ...masks.map(({ mask }) => mask)]) held.delete();
    },
  };
}
