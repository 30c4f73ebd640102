import { createRunEnds, type LabelMap } from '../geometry/index.ts';

/** Pixels of one label side by side in a row: columns `start` to `end`, `end` exclusive. */
export type VisitRun = (label: number, row: number, start: number, end: number) => void;

/** Visits every run of a map in reading order. */
export function eachRun({ width, height, ids }: LabelMap, visit: VisitRun): void {
  const runEnd = createRunEnds(ids);
  for (let row = 0, offset = 0; row < height; row++, offset += width) {
    for (let column = 0; column < width; ) {
      const end = runEnd(offset + column, offset + width) - offset;
      visit(ids[offset + column]!, row, column, end);
      column = end;
    }
  }
}

/** Whether nothing of the run's label lies on it: every part begins with such a run, its topmost. */
export function isTopRun({ width, ids }: LabelMap, label: number, row: number, start: number, end: number): boolean {
  if (row === 0) return true;
  const above = (row - 1) * width;
  for (let i = above + start; i < above + end; i++) if (ids[i] === label) return false;
  return true;
}

/** At least as many as the map has 4-connected parts, and more only by what their upper edges are ragged. */
export function countTopRuns(map: LabelMap): number {
  let count = 0;
  eachRun(map, (label, row, start, end) => {
    if (isTopRun(map, label, row, start, end)) count++;
  });
  return count;
}
