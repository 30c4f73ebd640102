import type { Borders } from './trace.ts';

/**
 * A function that goes west along a row of pixels, from the lattice point at its upper left, to the next lattice edge
 * that runs along y: the half-arc there that has the pixel east of it on its right. There must be one.
 */
export function createWestwardSearch(borders: Borders): (column: number, row: number) => number {
  const { height, arcCount } = borders;
  const starts = new Int32Array(height + 1);
  eachRise(borders, (row) => {
    starts[row + 1]!++;
  });
  for (let row = 0; row < height; row++) starts[row + 1]! += starts[row]!;

  // Column and half-arc in one number, so that a row is sorted by columns.
  const halves = 2 * arcCount;
  const edges = new Float64Array(starts[height]!);
  const fill = starts.slice();
  eachRise(borders, (row, column, half) => {
    edges[fill[row]!++] = column * halves + half;
  });
  const sorted = new Uint8Array(height);

  return (column, row) => {
    if (sorted[row] === 0) edges.subarray(starts[row], starts[row + 1]).sort();
    sorted[row] = 1;
    let low = starts[row]!;
    for (let high = starts[row + 1]!; low < high; ) {
      const middle = (low + high) >> 1;
      if (edges[middle]! < column * halves) low = middle + 1;
      else high = middle;
    }
    return edges[low - 1]! % halves;
  };
}

/** Visits every lattice edge along y with the half-arc that runs up it. */
function eachRise(
  { arcCount, offsets, xs, ys, from }: Borders, visit: (row: number, column: number, half: number) => void,
): void {
  for (let k = 0; k < arcCount; k++) {
    const start = offsets[k]!;
    const end = offsets[k + 1]!;
    // A closed arc's last step leads back to its first point.
    for (let p = from[k]! < 0 ? start : start + 1; p < end; p++) {
      const before = p > start ? p - 1 : end - 1;
      if (xs[p] !== xs[before]) continue;
      const half = ys[p]! < ys[before]! ? 2 * k : 2 * k + 1;
      const last = Math.max(ys[p]!, ys[before]!);
      for (let row = Math.min(ys[p]!, ys[before]!); row < last; row++) visit(row, xs[p]!, half);
    }
  }
}
