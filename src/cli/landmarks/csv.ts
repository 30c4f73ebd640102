/**
 * Points of a table, one a line: `x,y` or `x,y,z`, with or without a header, with or without a column of indices before
 * them; commas, semicolons, tabs or spaces in between. With a header its columns `x` and `y` are taken wherever they
 * stand, and a table whose header says `x_0 … x_67, y_0 … y_67` (OpenFace) is read from its only line.
 *
 * @throws SyntaxError
 */
export function parseCsv(text: string): number[][] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const first = lines[0];
  if (first === undefined) throw new SyntaxError('it is empty');
  const separator = separatorOf(first);
  const rows = lines.map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const header = rows[0]!.some((cell) => !isNumber(cell)) ? rows.shift()!.map((name) => name.toLowerCase()) : null;
  rows.forEach((row, index) => {
    if (row.length !== (header ?? rows[0]!).length) throw new SyntaxError(`line ${index + (header ? 2 : 1)} has ${row.length} columns`);
  });
  return header ? byName(header, rows) : byPlace(rows.map((row, index) => numbersOf(row, index + 1)));
}

function byName(header: readonly string[], rows: readonly string[][]): number[][] {
  const wide = header.includes('x_0') && header.includes('y_0');
  if (wide) {
    const [row] = rows;
    if (row === undefined || rows.length > 1) throw new SyntaxError(`it holds ${rows.length} faces; one is taken`);
    const cell = (name: string) => (header.includes(name) ? row[header.indexOf(name)]! : null);
    const points: number[][] = [];
    for (let i = 0; cell(`x_${i}`) !== null; i++) points.push(numbersOf([cell(`x_${i}`)!, cell(`y_${i}`) ?? ''], 2));
    return points;
  }
  const [x, y, z] = ['x', 'y', 'z'].map((name) => header.indexOf(name)) as [number, number, number];
  if (x < 0 || y < 0) throw new SyntaxError('its header names no columns x and y');
  return rows.map((row, index) => numbersOf([row[x]!, row[y]!, ...(z < 0 ? [] : [row[z]!])], index + 2));
}

function byPlace(rows: readonly number[][]): number[][] {
  const columns = rows[0]!.length;
  const indexed = columns >= 3 && [0, 1].some((start) => rows.every((row, index) => row[0] === index + start));
  const points = indexed ? rows.map((row) => row.slice(1)) : rows;
  if (points[0]!.length < 2 || points[0]!.length > 3) throw new SyntaxError(`it has ${columns} columns; x,y or x,y,z are taken`);
  return [...points];
}

function numbersOf(cells: readonly string[], line: number): number[] {
  return cells.map((cell) => {
    if (!isNumber(cell)) throw new SyntaxError(`line ${line} holds something other than numbers`);
    return Number(cell);
  });
}

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell));
}

/** The first of these that the line holds; white space of any length else. */
function separatorOf(line: string): string | RegExp {
  return [',', ';', '\t'].find((mark) => line.includes(mark)) ?? /\s+/;
}
