import { numberIn } from './table-rows.ts';

/**
 * Points of a table whose columns have names. `x` and `y` are taken wherever they stand, a point a line, several faces by a
 * column that numbers them; and columns of one point each: `x_0 … x_67, y_0 … y_67` (OpenFace), `x0,y0,x1,y1`,
 * `0_x,0_y`, a face a line.
 *
 * @returns a list of points, or of faces
 * @throws SyntaxError
 */
export function pointsByName(header: readonly string[], rows: readonly string[][], decimalComma: boolean): unknown {
  rows.forEach((row, index) => {
    if (row.length !== header.length) throw new SyntaxError(`line ${index + 2} has ${row.length} columns`);
  });
  const names = header.map((name) => name.toLowerCase());
  const picture = names.findIndex((name) => PICTURE.test(name));
  if (picture >= 0 && new Set(rows.map((row) => row[picture])).size > 1) {
    throw new SyntaxError(`its column ${header[picture]} names several pictures: send the lines of this portrait`);
  }
  const pairs = pairsOfColumns(header);
  if (pairs.length > 1) return columnsAPoint(rows, pairs, decimalComma);
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => columnOf(names, axis)) as [number, number, number];
  if (x < 0 || y < 0) throw new SyntaxError('its header names no columns x and y');
  const points = rows.map((row, index) => numbersOf([row[x]!, row[y]!, ...(z < 0 ? [] : [row[z]!])], index + 2, decimalComma));
  const face = names.findIndex((name) => FACE.test(name));
  return face < 0 ? points : byFace(points, rows.map((row) => row[face]!));
}

const PICTURE = /^(image|img|file|filename|file_name|image_name|image_path|path|frame)$/;
const FACE = /^(face|face_id|face_index|faceid|person|person_id|subject|instance)$/;

/** `x`, or the only name that ends in it: `pos_x`, `landmark.x`. */
function columnOf(names: readonly string[], axis: string): number {
  const exact = names.indexOf(axis);
  if (exact >= 0) return exact;
  const ending = names.flatMap((name, i) => (name.endsWith(`_${axis}`) || name.endsWith(`.${axis}`) || name.endsWith(` ${axis}`) ? [i] : []));
  return ending.length === 1 ? ending[0]! : -1;
}

function byFace(points: readonly number[][], faces: readonly string[]): unknown {
  const groups = new Map<string, number[][]>();
  points.forEach((point, i) => {
    const face = groups.get(faces[i]!);
    if (face === undefined) groups.set(faces[i]!, [point]);
    else face.push(point);
  });
  return groups.size === 1 ? points : [...groups.values()];
}

type Columns = readonly [x: number, y: number];

/** Columns of each point, by its number. OpenFace's `X_0` are millimetres and no pixels: capitals are another name. */
function pairsOfColumns(header: readonly string[]): Columns[] {
  const places = new Map<string, number>();
  header.forEach((name, i) => {
    const [, axisBefore, numberBefore] = /^(?:landmark_?|lm_?|p_?|pt_?|point_?)?([xy])_?(\d+)$/.exec(name) ?? [];
    const [, numberAfter, axisAfter] = /^(?:landmark_?|lm_?|p_?|pt_?|point_?)?(\d+)_?([xy])$/.exec(name) ?? [];
    const axis = axisBefore ?? axisAfter;
    if (axis !== undefined && !places.has(`${axis}${Number(numberBefore ?? numberAfter)}`)) places.set(`${axis}${Number(numberBefore ?? numberAfter)}`, i);
  });
  const start = places.has('x0') ? 0 : 1;
  const pairs: Columns[] = [];
  for (let i = start; places.has(`x${i}`) && places.has(`y${i}`); i++) pairs.push([places.get(`x${i}`)!, places.get(`y${i}`)!]);
  return pairs;
}

function columnsAPoint(rows: readonly string[][], pairs: readonly Columns[], decimalComma: boolean): unknown {
  if (rows.length === 0) throw new SyntaxError('it has a header and no line under it');
  const faces = rows.map((row, index) => pairs.map(([x, y]) => numbersOf([row[x]!, row[y]!], index + 2, decimalComma)));
  return faces.length === 1 ? faces[0] : faces;
}

function numbersOf(cells: readonly string[], line: number, decimalComma: boolean): number[] {
  return cells.map((cell) => {
    const value = numberIn(cell, decimalComma);
    if (value === null) throw new SyntaxError(`line ${line} holds something other than numbers`);
    return value;
  });
}
