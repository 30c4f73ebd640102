import type { Point } from '../geometry/index.ts';
import { brightness } from './colour-model.ts';
import { PART_UNIT_PX, type PartWindow } from './part-window.ts';

/** How far from where the mesh has it the line is looked for, in units of the face. */
const REACH = 0.06;
/** Distance of the lips from the line, to both sides, that it is darker than. */
const ARM = 0.02;
/** What it costs to lie as far away as that, and to go up or down by a pixel, in shares of white. */
const COST_OF_REACH = 0.1;
const COST_OF_STEP = 0.03;
/** A deeper valley is no surer one. */
const DEEPEST = 60;

/**
 * The dark line between closed lips: from column to column the path that is darkest against what is above and below it,
 * near to where it is expected. Found by dynamic programming.
 * @param expected the line's row in a column of the window
 * @returns the line's row, by column from `left` on
 */
export function lipLine({ side, pixels }: PartWindow, [left, right]: readonly [number, number], expected: (column: number) => number): Float32Array {
  const columns = Math.max(1, right - left);
  const reach = Math.ceil(REACH * PART_UNIT_PX);
  const places = 2 * reach + 1;
  const depth = depthIn(brightness(pixels), side);
  const best = Array.from({ length: columns }, () => new Float32Array(places));
  const before = Array.from({ length: columns }, () => new Int16Array(places));
  for (let column = 0; column < columns; column++) {
    const middle = expected(left + column);
    for (let place = 0; place < places; place++) {
      const away = place - reach;
      const own = COST_OF_REACH * (away / reach) ** 2 - depth(left + column, Math.floor(middle + away)) / 255;
      const from = column === 0 ? place : cheapest(best[column - 1]!, place);
      before[column]![place] = from;
      best[column]![place] = own + (column === 0 ? 0 : best[column - 1]![from]! + costOfStep(from, place));
    }
  }
  const line = new Float32Array(columns);
  let place = best[columns - 1]!.indexOf(Math.min(...best[columns - 1]!));
  for (let column = columns - 1; column >= 0; column--) {
    line[column] = expected(left + column) + place - reach;
    place = before[column]![place]!;
  }
  return line;
}

function cheapest(costs: Float32Array, place: number): number {
  let least = place;
  for (const from of [place - 1, place + 1]) {
    if (from >= 0 && from < costs.length && costs[from]! + COST_OF_STEP < costs[least]! + costOfStep(least, place)) least = from;
  }
  return least;
}

const costOfStep = (from: number, place: number) => (from === place ? 0 : COST_OF_STEP);

/** By how much a pixel is darker than those above and below it. */
function depthIn(gray: Float32Array, side: number): (x: number, y: number) => number {
  const arm = Math.round(ARM * PART_UNIT_PX);
  const within = (value: number) => Math.max(0, Math.min(side - 1, value));
  const at = (x: number, y: number) => gray[within(y) * side + within(x)]!;
  const near = (x: number, y: number) => (at(x, y) + at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 5;
  return (x, y) => Math.min(DEEPEST, (near(x, y - arm) + near(x, y + arm)) / 2 - near(x, y));
}

/** The row of a line of points, from left to right, in a column; beyond its ends that of the end. */
export function rowOf(line: readonly Point[], column: number): number {
  const next = line.findIndex(([x]) => x > column);
  if (next <= 0) return next === 0 ? line[0]![1] : line.at(-1)![1];
  const [[x0, y0], [x1, y1]] = [line[next - 1]!, line[next]!];
  return y0 + ((column - x0) / (x1 - x0)) * (y1 - y0);
}
