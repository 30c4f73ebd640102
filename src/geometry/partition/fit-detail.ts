import type { Affine } from '../affine.ts';
import type { Detail } from './detail.ts';
import type { Drafts, Drawing } from './drafts.ts';
import { fitFloors, type Floors } from './fit-floors.ts';
import { fitPoints } from './fit-points.ts';
import { levelWithin, limitWithin, LOSSLESS } from './level.ts';
import type { Limit } from './simplify.ts';

const BALANCED: Floors = {
  startLevel: () => levelWithin(0.6),
  iou: 0.95,
  meanIou: 0.985,
  areaError: (pixels) => (pixels > 1000 ? 0.01 : 0.03),
};

const EDITABLE: Floors = {
  startLevel: () => levelWithin(1.2),
  iou: 0.85,
  meanIou: 0.955,
  areaError: () => Infinity,
};

/** A border drawn within d of itself costs a region up to a third of d a pixel of its length; start a little above. */
function leastIou(iou: number): Floors {
  return {
    startLevel: (pixels, length) => levelWithin((6 * (1 - iou) * pixels) / length),
    iou,
    meanIou: 0,
    areaError: () => Infinity,
  };
}

/**
 * Draws the regions with the detail asked for.
 *
 * @throws GeometryError `invalid_option` if the regions cannot be drawn in so few points
 */
export function fitDetail(drafts: Drafts, placement: Affine, detail: Detail): Drawing {
  const everywhere = (limit: Limit): Drawing => drafts.draw(Array.from({ length: drafts.chains.count }, () => limit));
  switch (detail.kind) {
    case 'tolerance':
      return everywhere(limitWithin(detail.px));
    case 'points':
      return fitPoints(drafts, placement, detail.max);
    case 'iou':
      return fitFloors(drafts, placement, leastIou(detail.min));
    case 'preset':
      if (detail.name === 'measure') return everywhere(LOSSLESS);
      return fitFloors(drafts, placement, detail.name === 'balanced' ? BALANCED : EDITABLE);
  }
}
