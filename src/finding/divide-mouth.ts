import type { Point } from '../geometry/index.ts';
import { rounded } from './fill-polygon.ts';
import { LABEL } from './frontal-labels.ts';
import { lipLine, rowOf } from './lip-line.ts';
import { INNER_LEFT, INNER_MOUTH, LIPS, LIPS_LEFT } from './mesh-parts.ts';
import type { PartWindow } from './part-window.ts';
import { distancesFrom } from './polygon-distance.ts';
import { shareOfPart } from './share-of-part.ts';

/** Of the mouth's width: the plain mesh parts closed lips as well, by up to half as much. */
const OPEN = 0.1;

/** The line between closed lips lies nearer to the lower border of the gap that the mesh leaves between them. */
const LOW = 0.8;

const GAP = { margin: 0, spread: 0.01, reach: 0.08 };

/** The label of a point of the window that is of the mouth: of closed lips by the dark line between them. */
export function divideMouth(window: PartWindow, mesh: readonly Point[]): (x: number, y: number) => number {
  const ring = (indices: readonly number[]) => window.place(indices.map((index) => mesh[index]!));
  const [inner, outer] = [ring(INNER_MOUTH), ring(LIPS)];
  const upper = inner.slice(0, INNER_LEFT + 1);
  const lower = [...inner.slice(INNER_LEFT), inner[0]!].toReversed();
  const [left, right] = [outer[0]![0], outer[LIPS_LEFT]![0]];
  const gapOf = (column: number) => rowOf(lower, column) - rowOf(upper, column);
  const widest = Math.max(...upper.map(([x]) => gapOf(x)));
  return widest > OPEN * (right - left) ? open() : closed();

  function open(): (x: number, y: number) => number {
    const beyond = distancesFrom(rounded(outer, 2), window.side, 1);
    const excluded = Uint8Array.from(beyond, (distance) => (distance > 0 ? 1 : 0));
    const gap = shareOfPart(window, rounded(inner, 2), { ...GAP, excluded });
    return (x, y) => {
      if (gap[Math.floor(y) * window.side + Math.floor(x)]! > 0.5) return LABEL.innerMouth;
      return y < rowOf(upper, x) + gapOf(x) / 2 ? LABEL.upperLip : LABEL.lowerLip;
    };
  }

  function closed(): (x: number, y: number) => number {
    const [first, last] = [Math.max(0, Math.floor(left)), Math.min(window.side, Math.ceil(right))];
    const line = lipLine(window, [first, last], (column) => rowOf(upper, column + 0.5) + LOW * gapOf(column + 0.5));
    return (x, y) => (y < line[Math.max(0, Math.min(line.length - 1, Math.floor(x) - first))]! ? LABEL.upperLip : LABEL.lowerLip);
  }
}
