import type { Point } from '../../plane/affine.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../../plane/angle.ts';
import { faultOfFewPoints } from './few-points.ts';
import { allPairs, type LandmarkSchema, type Pair, pick } from './landmark-schema.ts';
import { fitMidline } from './midline.ts';

// Limits that every real face keeps with room to spare, up to about 60 degrees of yaw and noise of a tenth of the
// distance between the eyes; random points fail at least one of them.

/** |sum of chords| / sum of |chords|, 1 where all are parallel. */
const MIN_PARALLEL = 0.8;
const THICKEST_MIDLINE = 0.45;
/** Between the line from eyes to mouth and the perpendicular of the chords. */
const MAX_SKEW_DEGREES = 50;
/** Distance of mouth and eyes over the distance between the eyes, as yaw and pitch squeeze either. */
const MOUTH_DISTANCE = { least: 0.25, most: 6 };

/**
 * Why the points cannot be a face in the order that the schema says, or null where they can: chords of symmetric pairs
 * nearly parallel, midline near one line, nose about between eyes and mouth, eyes above the mouth in a face
 * that is not mirrored. All of it whatever the roll.
 */
export function faultOfShape(points: readonly Point[], schema: LandmarkSchema): string | null {
  if (schema.meanFace !== undefined) return faultOfFewPoints(points, schema, schema.meanFace);
  if (schema.mouth === null) return null;
  const chords = sumOfChords(points, allPairs(schema));
  const { whole, part } = schema.leastParallel ?? { whole: MIN_PARALLEL, part: 0 };
  const parts = Object.values(schema.pairs).map((pairs) => sumOfChords(points, pairs));
  if (!areParallel(chords, whole) || !parts.every((sum) => areParallel(sum, part))) {
    return 'the lines between symmetric points are not parallel';
  }

  const across: Point = [chords.x / chords.resultant, chords.y / chords.resultant];
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
  if (skew > MAX_SKEW_DEGREES) return 'the mouth is not below the eyes';

  if (schema.noseTip !== null) {
    const nose = difference(meanPoint(pick(points, [schema.noseTip])), eyes);
    const share = dot(nose, down) / mouthBelow;
    const aside = Math.abs(dot(nose, across));
    // A face that looks down shows the tip of its nose in front of the mouth or below it.
    if (share < -0.5 || share > 1.7 || aside > 0.8 * (eyeDistance + mouthBelow)) {
      return 'the nose is not between the eyes and the mouth';
    }
  }

  const midline = fitMidline(points, schema);
  if (schema.midline.length >= 3 && midline !== null && midline.thickness > THICKEST_MIDLINE) {
    return 'the midline is not a line';
  }
  return null;
}

interface ChordSum {
  readonly x: number;
  readonly y: number;
  /** Length of the sum. */
  readonly resultant: number;
  /** Sum of the lengths. */
  readonly length: number;
}

function sumOfChords(points: readonly Point[], pairs: readonly Pair[]): ChordSum {
  let x = 0;
  let y = 0;
  let length = 0;
  for (const pair of pairs) {
    const [right, left] = pick(points, pair);
    const [dx, dy] = difference(left!, right!);
    x += dx;
    y += dy;
    length += Math.hypot(dx, dy);
  }
  return { x, y, resultant: Math.hypot(x, y), length };
}

/** Points that lie in one place, as those that were not found often do, do not speak against it. */
function areParallel({ resultant, length }: ChordSum, least: number): boolean {
  return resultant >= least * length;
}

function dot([ax, ay]: Point, [bx, by]: Point): number {
  return ax * bx + ay * by;
}
