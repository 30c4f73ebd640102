/** The cells of a table. */
export interface Rows {
  readonly rows: string[][];
  /** Whether `1,5` is one and a half: where semicolons, tabs or blanks part the cells, a comma can be nothing else. */
  readonly decimalComma: boolean;
}

/** Lines that are empty or begin with `#` or `//` are passed over. Commas, semicolons, tabs or blanks part the cells. @throws SyntaxError */
export function parseRows(text: string): Rows {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '' && !/^(#|\/\/)/.test(line));
  const separator = separatorOf(lines);
  const rows = lines.map((line) => cellsOf(line, separator));
  return { rows, decimalComma: separator !== ',' };
}

/** The number that a cell holds, or null. */
export function numberIn(cell: string, decimalComma: boolean): number | null {
  const text = decimalComma && /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : null;
}

type Separator = ',' | ';' | '\t' | ' ';

/** Semicolons and tabs part cells wherever they stand. Commas do, unless blanks do and every comma stands in a number. */
function separatorOf(lines: readonly string[]): Separator {
  const sample = lines.slice(0, 50);
  if (sample.some((line) => line.includes(';'))) return ';';
  if (sample.some((line) => line.includes('\t'))) return '\t';
  const body = sample.filter((line) => line.includes(','));
  if (body.length === 0) return ' ';
  const areDecimal = body.every((line) => {
    const cells = line.split(/\s+/);
    return cells.length > 1 && cells.every((cell) => /^[+-]?\d+(,\d+)?$/.test(cell));
  });
  return areDecimal ? ' ' : ',';
}

/** Quotes around a cell keep its commas; two of them inside of it are one. */
function cellsOf(line: string, separator: Separator): string[] {
  if (separator === ' ') return line.split(/\s+/).map(unquoted);
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [''];
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) cells.push('');
    else cells.push(cells.pop()! + letter);
  }
  return cells.map((cell) => unquoted(cell.trim()));
}

function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell;
}
