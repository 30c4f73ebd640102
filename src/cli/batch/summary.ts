import type { BatchEntry } from './state-file.ts';

export interface BatchLine {
  readonly entry: BatchEntry;
  /** Whether this run has done it, or an earlier one. */
  readonly isNew: boolean;
}

/** A table of all cases, and the count of each kind under it. */
export function summaryLines(lines: readonly BatchLine[]): string[] {
  const width = Math.max('case'.length, ...lines.map(({ entry }) => entry.case.length));
  const row = (...[name, status, points, iou, ms, what]: string[]) =>
    `${name!.padEnd(width)}  ${status!.padEnd(8)}  ${points!.padStart(6)}  ${iou!.padStart(9)}  ${ms!.padStart(7)}  ${what!}`.trimEnd();
  const count = (wanted: (line: BatchLine) => boolean) => lines.filter(wanted).length;
  const failed = count(({ entry }) => entry.status === 'failed');
  return [
    row('case', 'status', 'points', 'least IoU', 'ms', ''),
    ...lines.map(({ entry, isNew }) =>
      row(
        entry.case,
        entry.status === 'done' && !isNew ? 'as it was' : entry.status,
        entry.points === null ? '' : String(entry.points),
        entry.leastIou === null ? '' : entry.leastIou.toFixed(3),
        entry.ms === null ? '' : String(entry.ms),
        entry.error ?? '',
      ),
    ),
    '',
    `${lines.length} cases: ${count(({ entry, isNew }) => entry.status === 'done' && isNew)} done, ` +
      `${count(({ entry, isNew }) => entry.status === 'done' && !isNew)} done before, ${failed} failed` +
      (failed > 0 ? ' (--retry-failed sends those again)' : ''),
  ];
}
