import type { Coordinates, RegionDocument } from '../contract/result.ts';
import { type Affine, applyAffine, partsBox, round, roundPoint } from '../geometry/index.ts';

/** Of coordinates, as rings are sent in the upright frame; measures have fewer. */
const DECIMALS = 4;
const MEASURE_DECIMALS = 3;

type Located = Pick<RegionDocument, 'parts' | 'centroid' | 'bbox'>;

/**
 * Regions or zones in the portrait's frame as it was sent. Areas and lengths stay: the way back is a turn and a shift.
 *
 * @param inverse upright frame to original frame
 */
export function inOriginalFrame<R extends Located>(regions: readonly R[], inverse: Affine): R[] {
  return regions.map((region) => {
    const parts = region.parts.map(({ outer, holes }) => ({
      outer: pointsInOriginalFrame(outer, inverse),
      holes: holes.map((hole) => pointsInOriginalFrame(hole, inverse)),
    }));
    const { x, y, width, height } = partsBox(parts);
    const bbox = [x, y, width, height].map((value) => round(value, MEASURE_DECIMALS)) as RegionDocument['bbox'];
    return { ...region, parts, centroid: roundPoint(applyAffine(inverse, region.centroid), MEASURE_DECIMALS), bbox };
  });
}

export function pointsInOriginalFrame(points: readonly Coordinates[], inverse: Affine): Coordinates[] {
  return points.map((point) => roundPoint(applyAffine(inverse, point), DECIMALS));
}
