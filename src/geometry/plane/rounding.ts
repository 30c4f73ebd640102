import type { Point } from './affine.ts';

/** Rounds to so many decimals; never -0. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

export function roundPoint([x, y]: Point, decimals: number): [x: number, y: number] {
  return [round(x, decimals), round(y, decimals)];
}
