import { segmentsConflict, type IntegerPoints } from '../plane/crossing.ts';
import { orientation } from '../plane/orientation.ts';
import type { CurvedLinks } from './curved-links.ts';
import type { Links } from './links.ts';

/** Straight links, and the polygons that are drawn for them. */
export interface DrawnLinks {
  readonly links: Links;
  readonly curved: CurvedLinks;
  /** Of all that was drawn so far. */
  readonly points: IntegerPoints;
}

export function isStraight({ links: { start, end }, curved: { first, length }, points }: DrawnLinks, link: number): boolean {
  return length[link] === 2 && samePlace(points, first[link]!, start[link]!) && samePlace(points, first[link]! + 1, end[link]!);
}

/** Whether what is drawn for two links meets anywhere but in a shared end; for one link, whether it meets itself. */
export function drawnMeet({ curved: { first, length }, points }: DrawnLinks, a: number, b: number): boolean {
  for (let m = first[a]!; m + 1 < first[a]! + length[a]!; m++) {
    for (let n = a === b ? m + 1 : first[b]!; n + 1 < first[b]! + length[b]!; n++) {
      if (segmentsConflict(points, m, m + 1, n, n + 1)) return true;
    }
  }
  return false;
}

/** Whether what is drawn for link a meets link b as it was, straight. */
export function meetsStraight({ links: { start, end }, curved: { first, length }, points }: DrawnLinks, a: number, b: number): boolean {
  for (let m = first[a]!; m + 1 < first[a]! + length[a]!; m++) {
    if (segmentsConflict(points, m, m + 1, start[b]!, end[b]!)) return true;
  }
  return false;
}

/** Whether the lens of one link holds an end or a drawn point of the other. */
export function lensHolds(drawn: DrawnLinks, a: number, b: number): boolean {
  const { links: { start, end }, curved: { first, length }, points } = drawn;
  const holds = (n: number): boolean => {
    const vertex = points.vertices[n]!;
    return vertex !== points.vertices[start[a]!] && vertex !== points.vertices[end[a]!] && isEnclosed(points, lensOf(drawn, a), n);
  };
  if (holds(start[b]!) || holds(end[b]!)) return true;
  if (isStraight(drawn, b)) return false;
  for (let n = first[b]!; n < first[b]! + length[b]!; n++) if (holds(n)) return true;
  return false;
}

function lensOf({ links: { start, end }, curved: { first, length } }: DrawnLinks, link: number): number[] {
  const lens = [end[link]!, start[link]!];
  for (let n = first[link]!; n < first[link]! + length[link]!; n++) lens.push(n);
  return lens;
}

function samePlace({ xs, ys }: IntegerPoints, m: number, n: number): boolean {
  return xs[m] === xs[n] && ys[m] === ys[n];
}

/** Whether the closed line along these points goes around point n. */
function isEnclosed({ xs, ys }: IntegerPoints, line: readonly number[], n: number): boolean {
  const [x, y] = [xs[n]!, ys[n]!];
  let winding = 0;
  let a = line.at(-1)!;
  for (const b of line) {
    const down = ys[b]! > y;
    if (ys[a]! > y !== down) {
      const side = orientation(xs[a]!, ys[a]!, xs[b]!, ys[b]!, x, y);
      if (down && side < 0) winding--;
      else if (!down && side > 0) winding++;
    }
    a = b;
  }
  return winding !== 0;
}
