import type { Point } from '../geometry/index.ts';
import { brightness, colourCells, colourModel } from './colour-model.ts';
import { createGuidedFilter } from './guided-filter.ts';
import { PART_UNIT_PX, type PartWindow } from './part-window.ts';
import { distancesFrom } from './polygon-distance.ts';

/** Where a part lies by its polygon alone, in units of the face. */
export interface PartPlace {
  /** How far it mostly reaches beyond the polygon, and how much that varies. */
  readonly margin: number;
  readonly spread: number;
  /** What is farther from the polygon is not of the part, and teaches nothing. */
  readonly reach: number;
  /** 1 where a pixel is neither of the part nor of the skin about it. */
  readonly excluded?: Uint8Array;
}

const ROUNDS = 2;
/** Share of pixels that may have any colour. */
const ANYWHERE = 0.05;
const FILTER_RADIUS = 3;
/** Standard deviation of brightness that is an edge. */
const FILTER_CONTRAST = 12;

/**
 * How much of each pixel belongs to a part: by how far it lies from the polygon, and whether its colour is the part's or
 * that of what is about it. Both are learnt from the picture itself, as for the head.
 */
export function shareOfPart({ pixels, side }: PartWindow, polygon: readonly Point[], { margin, spread, reach, excluded }: PartPlace): Float32Array {
  const cells = colourCells(pixels);
  const prior = distancesFrom(polygon, side, reach * PART_UNIT_PX).map((distance, i) => {
    const beyond = distance / PART_UNIT_PX;
    return excluded?.[i] === 1 || beyond > 0.99 * reach ? UNASKED : 1 / (1 + Math.exp((beyond - margin) / spread));
  });
  const smooth = createGuidedFilter(brightness(pixels), side, FILTER_RADIUS, FILTER_CONTRAST ** 2);
  let share: Float32Array = prior;
  for (let round = 0; round < ROUNDS; round++) {
    const ofPart = colourModel(cells, teaching(prior, share, (own) => own), ANYWHERE);
    const ofOthers = colourModel(cells, teaching(prior, share, (own) => 1 - own), ANYWHERE);
    share = smooth(prior.map((own, i) => {
      if (own === UNASKED) return 0;
      const [part, others] = [own * ofPart[cells[i]!]!, (1 - own) * ofOthers[cells[i]!]!];
      return part / (part + others);
    }));
  }
  return share;
}

const UNASKED = -1;

/** Only what is rather one than the other teaches. */
function teaching(prior: Float32Array, share: Float32Array, shareOf: (own: number) => number): Float32Array {
  return share.map((value, i) => {
    const own = shareOf(value);
    return prior[i] !== UNASKED && own > 0.5 ? own ** 2 : 0;
  });
}
