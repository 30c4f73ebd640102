import type { Limit } from '../borders/simplify.ts';
import { OUTSIDE, type Borders } from '../lattice/trace.ts';

/**
 * A level says how coarsely a region may be drawn: level 0 within half a pixel, four levels up within twice that.
 * Below level 0 every pixel keeps its label, and below that every traced point is kept.
 */
export const LOSSLESS_LEVEL = -1;
export const FINEST_LEVEL = -2;

/** The coarsest level that stays within a distance of half a pixel or more. */
export function levelWithin(px: number): number {
  return Math.max(0, Math.floor(4 * Math.log2(px / 0.5)));
}

/** Links and closeness are weighed so that a link is worth ten pixels of border drawn off by the whole tolerance. */
export function limitWithin(px: number): Limit {
  return { corridor: { kind: 'distance', px }, weight: px === 0 ? 0 : 0.1 / (px * px) };
}

export const LOSSLESS: Limit = { corridor: { kind: 'lossless' }, weight: 0.025 };

/**
 * Turns levels by label to limits by chain: a border is as fine as the finer of its two regions asks for. Equal levels
 * give the same object, call after call.
 */
export function createLimits({ arcCount, left, right }: Borders): (levelOf: (label: number) => number) => Limit[] {
  const byLevel = new Map<number, Limit>();
  const limitAt = (level: number): Limit => {
    let limit = byLevel.get(level);
    if (limit === undefined) {
      limit = level === LOSSLESS_LEVEL ? LOSSLESS : limitWithin(level === FINEST_LEVEL ? 0 : 0.5 * 2 ** (level / 4));
      byLevel.set(level, limit);
    }
    return limit;
  };
  return (levelOf) => {
    const limits: Limit[] = [];
    for (let k = 0; k < arcCount; k++) {
      const sides = [left[k]!, right[k]!].filter((label) => label !== 0 && label !== OUTSIDE);
      // Where background meets the frame there is nothing to draw.
      limits.push(limitAt(sides.length === 0 ? LOSSLESS_LEVEL : Math.min(...sides.map(levelOf))));
    }
    return limits;
  };
}
