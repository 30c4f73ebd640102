import { numberIn, parseRows } from './table-rows.ts';
import { pointsByName } from './table-by-name.ts';

/**
 * Points of a table, one a line: `x,y` or `x,y,z`, with or without a header, with or without a column of indices or names
 * before them, and with or without a line that says how many there are (LaPa). Or all points of a face in one line, as lists
 * of WFLW, 300-W, CelebA and PFLD have them, between the picture's name, its box and its attributes.
 *
 * @returns a list of points, or of faces, each a list of points
 * @throws SyntaxError
 */
export function parseTable(text: string): unknown {
  const { rows, decimalComma } = parseRows(text);
  const first = rows[0];
  if (first === undefined) throw new SyntaxError('it is empty');
  const isNumber = (cell: string) => numberIn(cell, decimalComma) !== null;
  const wide = rows.map((row) => facesInLine(row.filter(isNumber).length));
  if (wide.every((points) => points !== null)) return wideFaces(rows, wide, decimalComma);
  if (rows.length > 1 && first.length === 1 && isNumber(first[0]!) && rows[1]!.length > 1) return counted(rows, decimalComma);
  const heads = first.filter((cell) => !isNumber(cell));
  const isNamed = rows.length > 1 && heads.length === 1 && first.length > 2 && first[0] === heads[0] && rows.every(([name = '']) => !isNumber(name));
  if (heads.length === 0 || isNamed) return byPlace(isNamed ? rows.map((row) => row.slice(1)) : rows, 1, decimalComma);
  return pointsByName(first, rows.slice(1), decimalComma);
}

/** The number of points is stated before them. */
function counted([[stated = ''] = [], ...rows]: readonly string[][], decimalComma: boolean): number[][] {
  const count = numberIn(stated, decimalComma);
  if (count !== rows.length) throw new SyntaxError(`its first line states ${stated} points, and ${rows.length} lines follow`);
  return byPlace(rows, 2, decimalComma);
}

function byPlace(rows: readonly string[][], firstLine: number, decimalComma: boolean): number[][] {
  const columns = rows[0]!.length;
  const numbers = rows.map((row, index) => {
    if (row.length !== columns) throw new SyntaxError(`line ${index + firstLine} has ${row.length} columns`);
    return row.map((cell) => {
      const value = numberIn(cell, decimalComma);
      if (value === null) throw new SyntaxError(`line ${index + firstLine} holds something other than numbers`);
      return value;
    });
  });
  const isIndexed = columns >= 3 && [0, 1].some((start) => numbers.every(([first], index) => first === index + start));
  const points = isIndexed ? numbers.map((row) => row.slice(1)) : numbers;
  const { length } = points[0]!;
  if (length === 2 || length === 3) return points;
  throw new SyntaxError(`it has ${columns} columns; x,y or x,y,z are taken, or all points of a face in one line`);
}

/** Points that a line of so many numbers holds, and what else it has behind them; null where it is no list of a face. */
function facesInLine(numbers: number): number | null {
  return WIDE.find(([, all]) => all === numbers)?.[0] ?? null;
}

/** Points of known lists, and all numbers of a line: coordinates, and what data sets add to them. */
const WIDE: readonly (readonly [points: number, numbers: number])[] = [
  ...[5, 68, 98, 106, 133, 468, 478].map((points) => [points, 2 * points] as const),
  // WFLW: a box and six attributes; PFLD: six attributes, and three angles.
  ...[10, 6, 9].map((more) => [98, 2 * 98 + more] as const),
  // 300-W and others: a box, the attributes of the same loaders.
  ...[4, 6, 9].map((more) => [68, 2 * 68 + more] as const),
];

/** Lines of several faces are of one picture where they name the same, or none. */
function wideFaces(rows: readonly string[][], counts: readonly (number | null)[], decimalComma: boolean): unknown {
  const names = new Set(rows.map((row) => row.filter((cell) => numberIn(cell, decimalComma) === null).join(' ')));
  if (names.size > 1) throw new SyntaxError(`it lists the points of ${rows.length} pictures, one a line: send the line of this portrait`);
  const faces = rows.map((row, i) => {
    const numbers = row.map((cell) => numberIn(cell, decimalComma)).filter((value) => value !== null);
    return Array.from({ length: counts[i]! }, (_, point) => [numbers[2 * point]!, numbers[2 * point + 1]!]);
  });
  return faces.length === 1 ? faces[0] : faces;
}
