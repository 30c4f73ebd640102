import type { Point, Size } from '../plane/affine.ts';
import type { Arc } from '../plane/topology.ts';

/** The drawing in square cells, with the number of marked ones in every block of them at hand. */
export interface MarkedGrid {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** 1 for a marked cell, row by row. */
  readonly marked: Uint8Array;
}

export function createGrid({ width, height }: Size, cell: number): MarkedGrid {
  const [columns, rows] = [Math.max(1, Math.floor(width / cell)), Math.max(1, Math.floor(height / cell))];
  return { cell, columns, rows, marked: new Uint8Array(columns * rows) };
}

/** Marks the cells whose centre lies in a drawn region: those that a border crosses an odd number of times before. */
export function markRegions({ cell, columns, rows, marked }: MarkedGrid, arcs: readonly Arc[], drawn: ReadonlySet<number>): void {
  const crossings = Array.from({ length: rows }, (): number[] => []);
  for (const { left, right, points } of arcs) {
    if (drawn.has(left) === drawn.has(right)) continue;
    for (let i = 1; i < points.length; i++) {
      const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
      const first = Math.max(0, Math.ceil(Math.min(ay, by) / cell - 0.5));
      for (let row = first; row < rows && (row + 0.5) * cell < Math.max(ay, by); row++) {
        crossings[row]!.push(ax + (((row + 0.5) * cell - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  for (const [row, xs] of crossings.entries()) {
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const end = Math.min(columns - 1, Math.ceil(xs[i + 1]! / cell - 0.5) - 1);
      for (let column = Math.max(0, Math.ceil(xs[i]! / cell - 0.5)); column <= end; column++) marked[row * columns + column] = 1;
    }
  }
}

/** Marks every cell that the box touches. */
export function markBox({ cell, columns, rows, marked }: MarkedGrid, [x, y]: Point, width: number, height: number): void {
  const [left, right] = [Math.max(0, Math.floor((x - width / 2) / cell)), Math.min(columns, Math.ceil((x + width / 2) / cell))];
  const [top, bottom] = [Math.max(0, Math.floor((y - height / 2) / cell)), Math.min(rows, Math.ceil((y + height / 2) / cell))];
  for (let row = top; row < bottom; row++) marked.fill(1, row * columns + left, row * columns + Math.max(left, right));
}

/** Counts marked cells in any block: a summed-area table, after F. Crow, SIGGRAPH 1984. */
export function countMarked({ columns, rows, marked }: MarkedGrid): (column: number, row: number, width: number, height: number) => number {
  const sums = new Int32Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let inRow = 0;
    for (let column = 0; column < columns; column++) {
      inRow += marked[row * columns + column]!;
      sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1]! + inRow;
    }
  }
  const at = (column: number, row: number): number => sums[row * (columns + 1) + column]!;
  return (column, row, width, height) =>
    at(column + width, row + height) - at(column, row + height) - at(column + width, row) + at(column, row);
}
