import type { Point } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { createRunEnds } from '../lattice/label-runs.ts';

/** A 4-connected part of a label as it lies in the map. */
export interface Piece {
  readonly label: number;
  readonly pixels: number;
  /** Mean of the pixels' centres. */
  readonly centroid: Point;
}

export interface LabelPieces {
  readonly pieces: readonly Piece[];
  /** Runs of the map in reading order, those of the background left out: where each begins and ends, and whose it is. */
  readonly runs: { readonly count: number; readonly start: Int32Array; readonly end: Int32Array; readonly piece: Int32Array };
}

/** Every part of every label but the background 0, in the order of their first pixels; linear in runs. */
export function labelPieces({ ids, width, height }: LabelMap): LabelPieces {
  const runEnd = createRunEnds(ids);
  let start = new Int32Array(1024);
  let end = new Int32Array(1024);
  let parent = new Int32Array(1024);
  let count = 0;
  const root = (run: number): number => {
    let at = run;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  let above = 0;
  for (let row = 0; row < height; row++) {
    const first = count;
    const stop = (row + 1) * width;
    for (let from = row * width, to; from < stop; from = to) {
      to = runEnd(from, stop);
      if (ids[from] === 0) continue;
      if (count === start.length) [start, end, parent] = [longer(start), longer(end), longer(parent)];
      start[count] = from;
      end[count] = to;
      parent[count] = count;
      // Runs of the row above are passed once: both rows are in order.
      while (above < first && end[above]! + width <= from) above++;
      for (let other = above; other < first && start[other]! + width < to; other++) {
        if (ids[start[other]!] === ids[from]) parent[root(count)] = root(other);
      }
      count++;
    }
    above = first;
  }
  return gather({ count, start, end, piece: parent }, root, { ids, width, height });
}

function gather(runs: LabelPieces['runs'], root: (run: number) => number, { ids, width }: LabelMap): LabelPieces {
  const { count, start, end } = runs;
  const piece = new Int32Array(count);
  const index = new Map<number, number>();
  const sums: { label: number; pixels: number; x: number; y: number }[] = [];
  for (let run = 0; run < count; run++) {
    const own = root(run);
    let at = index.get(own);
    if (at === undefined) {
      at = sums.length;
      index.set(own, at);
      sums.push({ label: ids[start[run]!]!, pixels: 0, x: 0, y: 0 });
    }
    piece[run] = at;
    const sum = sums[at]!;
    const length = end[run]! - start[run]!;
    const row = Math.floor(start[run]! / width);
    sum.pixels += length;
    sum.x += length * (start[run]! - row * width + length / 2);
    sum.y += length * (row + 0.5);
  }
  const pieces = sums.map(({ label, pixels, x, y }): Piece => ({ label, pixels, centroid: [x / pixels, y / pixels] }));
  return { pieces, runs: { count, start, end, piece } };
}

/** The length of the common border of every two pieces that touch, by both of their indices. */
export function pieceBorders({ pieces, runs: { count, start, end, piece } }: LabelPieces, width: number): Map<number, number>[] {
  const borders = pieces.map(() => new Map<number, number>());
  const touch = (a: number, b: number, length: number): void => {
    borders[a]!.set(b, (borders[a]!.get(b) ?? 0) + length);
    borders[b]!.set(a, (borders[b]!.get(a) ?? 0) + length);
  };
  for (let run = 0, above = 0; run < count; run++) {
    const own = piece[run]!;
    const [from, to] = [start[run]!, end[run]!];
    if (run > 0 && end[run - 1] === from && from % width !== 0 && piece[run - 1] !== own) touch(piece[run - 1]!, own, 1);
    while (end[above]! + width <= from) above++;
    for (let other = above; other < run && start[other]! + width < to; other++) {
      const common = Math.min(to, end[other]! + width) - Math.max(from, start[other]! + width);
      if (piece[other] !== own && common > 0) touch(piece[other]!, own, common);
    }
  }
  return borders;
}

function longer(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * list.length);
  twice.set(list);
  return twice;
}
