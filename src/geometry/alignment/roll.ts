import type { Point } from '../plane/affine.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../plane/angle.ts';
import { circularConsensus, type WeightedAngle } from './circular-consensus.ts';
import { CUE_GROUPS, type LandmarkSchema, type Pair, pick } from './schemas/landmark-schema.ts';
import { fitMidline } from './schemas/midline.ts';

export interface Cue {
  readonly name: string;
  readonly angleDegrees: number;
  /** Share in the roll, all cues together 1. */
  readonly weight: number;
}

export interface Roll {
  /** Tilt of the face, positive is clockwise on the screen, in (-180, 180]. */
  readonly degrees: number;
  /** Root of the weighted mean of the squared differences of cues and roll. */
  readonly spreadDegrees: number;
  readonly cues: readonly Cue[];
}

/**
 * What each part of the face counts for before outliers lose their say. A portrait looks upright when its eyes are
 * level, and eye corners are the landmarks that expression moves least; a mouth is often crooked by itself (2.5 degrees
 * against the eyes on a portrait that was measured), brows are raised singly, and irises follow the gaze.
 */
const SAY = {
  eyes: 0.65,
  irises: 0.05,
  oval: 0.08,
  nose: 0.08,
  midline: 0.08,
  brows: 0.02,
  mouth: 0.02,
  surface: 0.02,
} as const;

/** A turned head bends the midline, nose foremost, and skews it: at this thickness it has nothing left to say. */
const BENT_MIDLINE = 0.25;

interface Observation extends WeightedAngle {
  readonly cue: keyof typeof SAY;
}

/**
 * Consensus of every symmetric pair and the midline. The chord from the point on the subject's right to the one on the
 * left points right in an upright face, so its direction is the roll over the full circle; the midline's direction is
 * the roll plus 90 degrees. With equal noise on every landmark the variance of a chord's direction falls with its
 * squared length, so within its part of the face a pair counts by its squared length.
 */
export function consensusRoll(points: readonly Point[], schema: LandmarkSchema): Roll {
  const observations: Observation[] = [];
  const directions: WeightedCue[] = [];
  for (const group of CUE_GROUPS) {
    const chords = (schema.pairs[group] ?? []).map((pair) => chord(points, pair)).filter(hasLength);
    const total = chords.reduce((sum, vector) => sum + squaredLength(vector), 0);
    if (total === 0) continue;
    for (const vector of chords) {
      const weight = (SAY[group] * squaredLength(vector)) / total;
      observations.push({ cue: group, angleDegrees: directionDegrees(vector), weight });
    }
    directions.push({ name: group, angleDegrees: directionDegrees(meanPoint(chords)), say: SAY[group] });
  }
  const midline = fitMidline(points, schema);
  if (midline !== null) {
    const angleDegrees = wrapDegrees(midline.directionDegrees - 90);
    const say = SAY.midline * Math.max(0, 1 - midline.thickness / BENT_MIDLINE);
    observations.push({ cue: 'midline', angleDegrees, weight: say });
    directions.push({ name: 'midline', angleDegrees, say });
  }

  const { angleDegrees: degrees, finalWeights } = circularConsensus(observations);
  const total = finalWeights.reduce((sum, weight) => sum + weight, 0);
  const cues = directions.map(({ name, angleDegrees }) => {
    const counted = observations.reduce((sum, { cue }, i) => (cue === name ? sum + finalWeights[i]! : sum), 0);
    return { name, angleDegrees, weight: counted / total };
  });
  return { degrees, spreadDegrees: spread(directions, degrees), cues };
}

/** The direction of the line between the centres of both eyes, and nothing else. */
export function rollOfEyes(right: Point, left: Point): Roll {
  const degrees = directionDegrees(difference(left, right));
  return { degrees, spreadDegrees: 0, cues: [{ name: 'eyes', angleDegrees: degrees, weight: 1 }] };
}

interface WeightedCue {
  readonly name: keyof typeof SAY;
  readonly angleDegrees: number;
  readonly say: number;
}

/** By what each cue says before the consensus, so that a cue that lost its say still shows as disagreement. */
function spread(cues: readonly WeightedCue[], degrees: number): number {
  let sum = 0;
  let total = 0;
  for (const { angleDegrees, say } of cues) {
    sum += say * wrapDegrees(angleDegrees - degrees) ** 2;
    total += say;
  }
  return Math.sqrt(sum / total);
}

function chord(points: readonly Point[], [right, left]: Pair): Point {
  const [from, to] = pick(points, [right, left]);
  return difference(to!, from!);
}

function hasLength(vector: Point): boolean {
  return squaredLength(vector) > 0;
}

function squaredLength([dx, dy]: Point): number {
  return dx * dx + dy * dy;
}
