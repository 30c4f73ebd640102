import type { AlignmentOptions } from '../../contract/options.ts';
import type { LandmarkSchemaName, AlignmentMethod } from '../../contract/names.ts';
import { type Affine, IDENTITY, invertAffine, type Point, type Size } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import { placeUpright } from './canvas.ts';
import { checkEyes, checkLandmarks } from './landmarks.ts';
import { consensusRoll, type Cue, type Roll, rollOfEyes } from './roll.ts';
import { LANDMARK_SCHEMA_TABLES, readLandmarkOrder } from './schemas/index.ts';
import { type LandmarkSchema, pick } from './schemas/landmark-schema.ts';
import { withSidesExchanged } from './schemas/mirrored.ts';

/** How the face is turned upright. One affine, decided once, moves the picture and the vectors. */
export interface Alignment {
  /**
   * Tilt of the face as sent, positive is clockwise on the screen, over the full circle: (-180, 180]. 0 where the
   * method is `none` or the cues disagree; where the face is level already, what was measured.
   */
  readonly rollDegrees: number;
  readonly method: AlignmentMethod;
  /** How the landmarks are read; where two eyes are all that is known of them, `two-point`. */
  readonly schema: LandmarkSchemaName;
  /** Whether the landmarks are those of a mirrored face: both of every pair have to be exchanged before they are read. */
  readonly mirrored: boolean;
  /** Weighted spread of the cues about the roll. */
  readonly spreadDegrees: number;
  readonly cues: readonly Cue[];
  /** Why the portrait was left as it came, or null where it was turned. */
  readonly skipped: string | null;
  /** Original frame to upright frame, portrait pixels. */
  readonly matrix: Affine;
  readonly inverse: Affine;
  readonly originalSize: Size;
  readonly uprightSize: Size;
}

/** A quarter of a degree moves an eye against the other by half a pixel at 110 px between them: landmark noise. */
const LEVEL_WITHIN_DEGREES = 0.25;
/** Honest cues of one face spread by 1 or 2 degrees, strongly yawed ones by 6. */
const MAX_SPREAD_DEGREES = 12;

/**
 * Finds the roll of the face and the affine that turns it upright.
 *
 * @param points landmarks, portrait pixels
 * @throws GeometryError `invalid_landmarks`, `unknown_landmark_schema`
 */
export function alignFace(points: readonly Point[], portraitSize: Size, options: AlignmentOptions): Alignment {
  checkLandmarks(points, portraitSize);
  const { schema, mirrored, roll } = measure(points, options);
  const skipped = reasonToSkip(roll, options.method);
  const originalSize = { width: portraitSize.width, height: portraitSize.height };
  const { matrix, size } =
    skipped === null
      ? placeUpright(roll.degrees, originalSize, options.canvas)
      : { matrix: IDENTITY, size: originalSize };
  return {
    rollDegrees: roll.spreadDegrees > MAX_SPREAD_DEGREES ? 0 : roll.degrees,
    method: options.method,
    schema,
    mirrored,
    spreadDegrees: roll.spreadDegrees,
    cues: roll.cues,
    skipped,
    matrix,
    inverse: skipped === null ? invertAffine(matrix) : IDENTITY,
    originalSize,
    uprightSize: size,
  };
}

interface Measured {
  readonly schema: LandmarkSchemaName;
  readonly mirrored: boolean;
  readonly roll: Roll;
}

function measure(points: readonly Point[], options: AlignmentOptions): Measured {
  if (options.method === 'first-two') {
    const [right, left] = pick(points, [0, 1]);
    checkEyes(right!, left!);
    return { schema: 'two-point', mirrored: false, roll: rollOfEyes(right!, left!) };
  }
  const { schema, mirrored } = readLandmarkOrder(points, options.schema);
  const read = { schema: schema.name, mirrored };
  if (options.method === 'none') return { ...read, roll: { degrees: 0, spreadDegrees: 0, cues: [] } };
  const ordered = mirrored ? withSidesExchanged(points, schema) : points;
  return { ...read, roll: options.method === 'eyes' ? eyeRoll(ordered, schema) : consensusRoll(ordered, schema) };
}

/** Landmarks in the order of the alignment's schema, in whatever frame they are. */
export function inOrder(points: readonly Point[], { schema, mirrored }: Pick<Alignment, 'schema' | 'mirrored'>): readonly Point[] {
  return mirrored ? withSidesExchanged(points, LANDMARK_SCHEMA_TABLES[schema]) : points;
}

function eyeRoll(points: readonly Point[], { eyes }: LandmarkSchema): Roll {
  return rollOfEyes(meanPoint(pick(points, eyes.right)), meanPoint(pick(points, eyes.left)));
}

function reasonToSkip({ degrees, spreadDegrees }: Roll, method: AlignmentMethod): string | null {
  if (method === 'none') return 'no alignment was asked for';
  if (spreadDegrees > MAX_SPREAD_DEGREES) return 'the landmarks disagree about the tilt of the face';
  if (Math.abs(degrees) < LEVEL_WITHIN_DEGREES) return 'the face is level already';
  return null;
}
