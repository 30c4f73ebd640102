import type { LabelMap } from '../lattice/label-map.ts';

/**
 * COCO's run lengths of every label: pixels outside and inside by turns, column by column from the left, each from its
 * top, outside first (cocoapi's maskApi.c). One pass over the map for all labels.
 */
export function runLengths({ width, height, ids }: LabelMap): Map<number, number[]> {
  const runs = new Map<number, { counts: number[]; end: number }>();
  let start = 0;
  let current = -1;
  const close = (end: number): void => {
    if (current <= 0) return;
    const known = runs.get(current) ?? { counts: [], end: 0 };
    runs.set(current, known);
    // Two runs that meet from column to column are one.
    if (known.counts.length > 0 && known.end === start) known.counts.push(known.counts.pop()! + end - start);
    else known.counts.push(start - known.end, end - start);
    known.end = end;
  };
  for (let x = 0, at = 0; x < width; x++) {
    for (let y = 0; y < height; y++, at++) {
      const label = ids[y * width + x]!;
      if (label === current) continue;
      close(at);
      start = at;
      current = label;
    }
  }
  close(width * height);
  return new Map(
    [...runs].map(([label, { counts, end }]) => [label, end < width * height ? [...counts, width * height - end] : counts]),
  );
}
