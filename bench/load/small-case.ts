import { encode } from 'fast-png';
import type { Case } from '../../src/cli/case.ts';

const SIDE = 48;
/** Landmarks of five points: the subject's right eye, its left one, nose, corners of the mouth. */
const LANDMARKS = [[16, 18], [32, 20], [24, 27], [18, 35], [30, 36]];

/** A face of a few hundred bytes, drawn with two labels: as little pixel work as a submission can have. */
export function smallCase(): Case {
  const inEllipse = (x: number, y: number, rx: number, ry: number) => ((x - 24) / rx) ** 2 + ((y - 26) / ry) ** 2 <= 1;
  const label = (x: number, y: number) => (inEllipse(x, y, 16, 21) ? 1 : inEllipse(x, y, 21, 24) ? 2 : 0);
  return {
    portrait: grayPng((x, y) => 60 + 60 * label(x, y) + (x % 7)),
    labelMap: grayPng(label),
    landmarks: LANDMARKS,
  };
}

function grayPng(valueAt: (x: number, y: number) => number): Buffer {
  const data = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => valueAt(i % SIDE, Math.floor(i / SIDE)));
  return Buffer.from(encode({ width: SIDE, height: SIDE, channels: 1, data }));
}
