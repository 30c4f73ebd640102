import type { Affine } from '../plane/affine.ts';
import type { Detail } from './detail.ts';
import type { Draft, Drafts } from './drafts.ts';
import { fitFloors, smoothWithinIou, type Floors } from './fit-floors.ts';
import { fitPoints } from './fit-points.ts';
import { levelWithin, limitWithin, LOSSLESS } from './level.ts';
import type { Limit } from '../borders/simplify.ts';

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
export function fitDetail(drafts: Drafts, placement: Affine, detail: Detail): Draft {
  const everywhere = (limit: Limit): Draft => drafts.draw(Array.from({ length: drafts.traced.chains.count }, () => limit));
  switch (detail.kind) {
    case 'tolerance':
      return drafts.smooth(everywhere(limitWithin(detail.px)), () => 0, detail.px);
    case 'points':
      return fitPoints(drafts, placement, detail.max);
    case 'iou':
      return smoothWithinIou(drafts, placement, fitFloors(drafts, placement, leastIou(detail.min)), detail.min);
    case 'preset':
      // Chosen straight: by how much smoothing moves the borders then is in the certificate.
      if (detail.name === 'measure') return drafts.smooth(everywhere(LOSSLESS));
      return drafts.smooth(fitFloors(drafts, placement, detail.name === 'balanced' ? BALANCED : EDITABLE));
  }
}
