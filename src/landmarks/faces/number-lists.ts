import type { Point } from '../../geometry/index.ts';
import { KNOWN_COUNTS } from './counts.ts';
import { refuseLandmarks } from './refuse.ts';

/**
 * Points of plain numbers: `x, y, x, y, …` or, where that makes a known number of points, `x, y, z, …` (or confidences).
 * No known list is both.
 */
export function pointsOfNumbers(numbers: readonly number[]): Point[] {
  const width = widthOf(numbers.length);
  if (width === null) refuseLandmarks(`${numbers.length} plain numbers were found, which are neither pairs nor triples of coordinates`);
  return Array.from({ length: numbers.length / width }, (_, i) => [numbers[i * width]!, numbers[i * width + 1]!]);
}

/** Numbers a point; null where it can be neither. */
export function widthOf(count: number): 2 | 3 | null {
  if (count % 2 === 0 && KNOWN_COUNTS.has(count / 2)) return 2;
  if (count % 3 === 0 && KNOWN_COUNTS.has(count / 3)) return 3;
  // Of a number of points that no schema has, and that is refused by its number.
  return count % 2 === 0 && count >= 4 ? 2 : null;
}

/** So many rows of four or more numbers are the points of a dense list, with depth and visibility. */
const MIN_DENSE = 68;
/** Shorter rows may as well be boxes. */
const MIN_FLAT = 10;

/**
 * Faces of rows of equally many numbers, four or more: two or three rows are the columns x, y and z where their length is
 * a known number of points; known lists of pairs or triples a row are a face each.
 */
export function facesOfRows(rows: readonly (readonly number[])[]): Point[][] {
  const length = rows[0]!.length;
  const [xs, ys] = rows;
  if (rows.length === 1) return [pointsOfNumbers(xs!)];
  if (rows.length <= 3 && KNOWN_COUNTS.has(length)) return [xs!.map((x, i) => [x, ys![i]!])];
  if (length <= 5 && rows.length >= MIN_DENSE && KNOWN_COUNTS.has(rows.length)) return [rows.map(([x, y]) => [x!, y!])];
  const isFace = [2, 3].some((width) => KNOWN_COUNTS.has(length / width));
  if (length >= MIN_FLAT && isFace) return rows.map(pointsOfNumbers);
  return refuseLandmarks(`${rows.length} lists of ${length} numbers were found, which are neither points nor columns of them`);
}
