/** One row of a table: names to the left, figures to the right of their columns. */
export function tableRow(cells: readonly (string | number)[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => (typeof cell === 'string' && i < 2 ? cell.padEnd(widths[i]!) : String(cell).padStart(widths[i]!)))
    .join('  ')
    .trimEnd();
}
