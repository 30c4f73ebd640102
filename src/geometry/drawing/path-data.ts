import type { Point } from '../plane/affine.ts';
import type { Arc, ArcRing } from '../plane/topology.ts';
import { round } from '../plane/rounding.ts';

/** A hundredth of a pixel, as good as any renderer places an edge. */
const DECIMALS = 2;

/** SVG path data of a walk along arcs: k is arc k forward, ~k backward. */
export type PathWriter = (walk: ArcRing, closed: boolean) => string;

/** Every arc is written once in each direction, however many walks it is part of. */
export function createPathWriter(arcs: readonly Arc[]): PathWriter {
  const written = new Map<number, string>();
  const segmentsOf = (half: number): string => {
    let segments = written.get(half);
    if (segments === undefined) written.set(half, (segments = half < 0 ? backward(arcs[~half]!) : forward(arcs[half]!)));
    return segments;
  };
  return (walk, closed) => {
    const first = walk[0];
    if (first === undefined) return '';
    const start = first < 0 ? arcs[~first]!.points.at(-1)! : arcs[first]!.points[0]!;
    const data = `M${pair(start)}${walk.map(segmentsOf).join('')}`;
    if (!closed) return data;
    // Z draws the last line itself.
    const lastLine = data.lastIndexOf('L');
    return `${lastLine > data.lastIndexOf('C') ? data.slice(0, lastLine) : data}Z`;
  };
}

/** `M1 2L3 4L5 6Z`; empty for a ring without corners. */
export function ringData(ring: readonly Point[]): string {
  return ring.length === 0 ? '' : `M${pair(ring[0]!)}${linesThrough(ring)}Z`;
}

/** `1 2`, in hundredths. */
export function pair([x, y]: Point): string {
  return `${round(x, DECIMALS)} ${round(y, DECIMALS)}`;
}

function forward({ points, curve }: Arc): string {
  if (curve === null) return linesThrough(points);
  return curve.map(([control1, control2, end]) => cubic(control1, control2, end)).join('');
}

function backward({ points, curve }: Arc): string {
  if (curve === null) return linesThrough(points.toReversed());
  const starts = [points[0]!, ...curve.map(([, , end]) => end)];
  return curve.map(([control1, control2], i) => cubic(control2, control1, starts[i]!)).toReversed().join('');
}

/** From the first point on; points that are the same when rounded are one. */
function linesThrough(points: readonly Point[]): string {
  let data = '';
  let before = points[0] === undefined ? '' : pair(points[0]);
  for (let i = 1; i < points.length; i++) {
    const point = pair(points[i]!);
    if (point !== before) data += `L${point}`;
    before = point;
  }
  return data;
}

function cubic(control1: Point, control2: Point, end: Point): string {
  return `C${pair(control1)} ${pair(control2)} ${pair(end)}`;
}
