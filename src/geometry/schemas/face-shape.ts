import type { Point } from '../affine.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../angle.ts';
import { allPairs, type LandmarkSchema, pick } from './landmark-schema.ts';
import { fitMidline } from './midline.ts';

// Limits that every real face keeps with room to spare, up to about 60 degrees of yaw and noise of a tenth of the
// distance between the eyes; random points fail at least one of them.

/** Resultant length of all chords: |sum of chords| / sum of |chords|, 1 where all are parallel. */
const LEAST_PARALLEL = 0.8;
const THICKEST_MIDLINE = 0.45;
/** Between the line from eyes to mouth and the perpendicular of the chords. */
const MOST_SKEW_DEGREES = 50;
/** Distance of mouth and eyes over the distance between the eyes, as yaw and pitch squeeze either. */
const MOUTH_DISTANCE = { least: 0.25, most: 6 };

/**
 * Why the points cannot be a face in the order that the schema says, or null where they can: chords of symmetric pairs
 * nearly parallel, midline near one line, nose about between eyes and mouth, eyes above the mouth in a face
 * that is not mirrored. All of it whatever the roll.
 */
export function faultOfShape(points: readonly Point[], schema: LandmarkSchema): string | null {
  if (schema.mouth === null) return null;
  let sumX = 0;
  let sumY = 0;
  let sumLength = 0;
  for (const [right, left] of chordEnds(points, schema)) {
    const [dx, dy] = difference(left, right);
    sumX += dx;
    sumY += dy;
    sumLength += Math.hypot(dx, dy);
  }
  const resultant = Math.hypot(sumX, sumY);
  const leastParallel = schema.leastParallel ?? LEAST_PARALLEL;
  if (!(resultant >= leastParallel * sumLength)) return 'the lines between symmetric points are not parallel';

  const across: Point = [sumX / resultant, sumY / resultant];
  const down: Point = [-across[1], across[0]];
  const rightEye = meanPoint(pick(points, schema.eyes.right));
  const leftEye = meanPoint(pick(points, schema.eyes.left));
  const eyes = meanPoint([rightEye, leftEye]);
  const eyeDistance = Math.hypot(...difference(leftEye, rightEye));
  const toMouth = difference(meanPoint(pick(points, schema.mouth)), eyes);
  const mouthBelow = dot(toMouth, down);
  if (mouthBelow < 0) return 'the points are mirrored: eyes above the mouth put the right side on the left';
  const ratio = mouthBelow / eyeDistance;
  if (!(ratio >= MOUTH_DISTANCE.least && ratio <= MOUTH_DISTANCE.most)) return 'the mouth is not below the eyes';
  const skew = Math.abs(wrapDegrees(directionDegrees(toMouth) - directionDegrees(down)));
  if (skew > MOST_SKEW_DEGREES) return 'the mouth is not below the eyes';

  if (schema.noseTip !== null) {
    const nose = difference(meanPoint(pick(points, [schema.noseTip])), eyes);
    const share = dot(nose, down) / mouthBelow;
    const aside = Math.abs(dot(nose, across));
    if (share < -0.3 || share > 1.3 || aside > 0.8 * (eyeDistance + mouthBelow)) {
      return 'the nose is not between the eyes and the mouth';
    }
  }

  const midline = fitMidline(points, schema);
  if (schema.midline.length >= 3 && midline !== null && midline.thickness > THICKEST_MIDLINE) {
    return 'the midline is not a line';
  }
  return null;
}

function chordEnds(points: readonly Point[], schema: LandmarkSchema): (readonly [Point, Point])[] {
  return allPairs(schema).map(([right, left]) => [points[right]!, points[left]!] as const);
}

function dot([ax, ay]: Point, [bx, by]: Point): number {
  return ax * bx + ay * by;
}
