import { createRequire } from 'node:module';
// oxlint-disable-next-line no-restricted-imports -- depends on nothing of this project
import sharp from 'sharp';
import type { Case } from '../src/cli/case.ts';
import { medianCost, stopwatch, type Cost } from './cost.ts';

/** Any that turns every pixel: a picture costs the same at all of them. */
const DEGREES = 20;

/**
 * The same plain pixel work as someone would write it who needs it once: decode both pictures, turn the portrait
 * bilinearly, find the outlines of every label. All other figures are multiples of it, on whatever machine.
 */
export async function measureYardstick({ portrait, labelMap }: Pick<Case, 'portrait' | 'labelMap'>, runs: number): Promise<Cost> {
  const { cv } = await loadPlainOpenCv();
  const costs: Cost[] = [];
  for (let run = 0; run < runs + 5; run++) {
    const watch = stopwatch();
    await plainWork(cv, portrait, labelMap);
    costs.push(watch());
  }
  return medianCost(costs.slice(5)); // the first ones warm the compiler up
}

type OpenCv = typeof import('@techstark/opencv-js');

/** @returns outlines found */
export async function plainWork(cv: OpenCv, portrait: Buffer, labelMap: Buffer): Promise<number> {
  const picture = await sharp(portrait).flatten({ background: 'white' }).raw().toBuffer({ resolveWithObject: true });
  const map = await sharp(labelMap).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });

  const [width, height] = [picture.info.width, picture.info.height];
  const [cos, sin] = [Math.cos((DEGREES * Math.PI) / 180), Math.sin((DEGREES * Math.PI) / 180)];
  const canvas = new cv.Size(Math.ceil(width * cos + height * sin), Math.ceil(width * sin + height * cos));
  const source = cv.matFromArray(height, width, cv.CV_8UC3, picture.data as unknown as number[]);
  const turn = cv.matFromArray(2, 3, cv.CV_64F, [cos, sin, 0, -sin, cos, width * sin]);
  const upright = new cv.Mat();
  cv.warpAffine(source, upright, turn, canvas, cv.INTER_LINEAR, cv.BORDER_CONSTANT, new cv.Scalar(255, 255, 255, 255));

  const ids = cv.matFromArray(map.info.height, map.info.width, cv.CV_8UC1, map.data as unknown as number[]);
  let outlines = 0;
  for (const label of new Set(map.data)) {
    if (label === 0) continue;
    const [mask, level, contours, hierarchy] = [new cv.Mat(), cv.matFromArray(1, 1, cv.CV_64F, [label]), new cv.MatVector(), new cv.Mat()];
    cv.compare(ids, level, mask, cv.CMP_EQ);
    cv.findContours(mask, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_SIMPLE);
    outlines += Number(contours.size());
    for (const one of [mask, level, contours, hierarchy]) one.delete();
  }
  for (const one of [source, turn, upright, ids]) one.delete();
  return outlines;
}

/** Boxed: the module is a thenable that never settles when awaited. */
export async function loadPlainOpenCv(): Promise<{ cv: OpenCv }> {
  const cv: OpenCv & { onRuntimeInitialized?: () => void } = createRequire(import.meta.url)('@techstark/opencv-js');
  if (typeof cv.Mat !== 'function') await new Promise<void>((resolve) => (cv.onRuntimeInitialized = resolve));
  return { cv };
}
