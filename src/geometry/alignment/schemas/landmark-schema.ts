import type { LandmarkSchemaName } from '../../../contract/names.ts';
import type { Point } from '../../plane/affine.ts';

/** Indices of two symmetric landmarks, the one on the subject's right (the image's left of an upright face) first. */
export type Pair = readonly [right: number, left: number];

/** A landmark by its place on the face; what a schema has no point for is missing. Pairs as above. */
export interface Anatomy {
  /** Exocanthion and endocanthion. */
  readonly eyeOuter?: Pair;
  readonly eyeInner?: Pair;
  readonly browOuter?: Pair;
  readonly browPeak?: Pair;
  readonly browInner?: Pair;
  /** Between the brows. */
  readonly glabella?: number;
  /** Root of the nose. */
  readonly nasion?: number;
  /** Where the columella meets the upper lip. */
  readonly subnasale?: number;
  /** Widest points of the wings of the nose. */
  readonly alare?: Pair;
  /** Middle of the upper border of the upper lip, and of the lower border of the lower one. */
  readonly labialeSuperius?: number;
  readonly labialeInferius?: number;
  /** Middle of the line between the lips, on the upper and on the lower lip. */
  readonly stomion?: readonly [upper: number, lower: number];
  /** Lowest point of the chin. */
  readonly menton?: number;
  /** Angles of the jaw. */
  readonly gonion?: Pair;
  /** Sides of the face at the height of the eyes. */
  readonly side?: Pair;
}

/**
 * Where a face has a landmark: from the middle between the eyes to the subject's left, down, and out of the face, in
 * units of the distance between the eyes' centres.
 */
export type Place = readonly [across: number, down: number, out: number];

/** The mean face of a list with so few landmarks that their chords alone say little. */
export interface MeanFace {
  /** One place a landmark. */
  readonly places: readonly Place[];
  /** The landmarks whose mean tells how far down the face goes. */
  readonly below: readonly number[];
  /** How far a landmark may lie from its place, in the same units, of a face seen from the front. */
  readonly within: number;
}

export const CUE_GROUPS = ['eyes', 'irises', 'brows', 'nose', 'mouth', 'oval', 'surface'] as const;
export type CueGroup = (typeof CUE_GROUPS)[number];

/** Order and meaning of one kind of landmark list. */
export interface LandmarkSchema {
  readonly name: LandmarkSchemaName;
  readonly count: number;
  /** Every symmetric pair, by the part of the face it lies on. */
  readonly pairs: Readonly<Partial<Record<CueGroup, readonly Pair[]>>>;
  /** Landmarks in the plane of symmetry, forehead to chin. */
  readonly midline: readonly number[];
  /** The mean of each list is the centre of that eye. Sides are the subject's. */
  readonly eyes: { readonly right: readonly number[]; readonly left: readonly number[] };
  readonly noseTip: number | null;
  /** Corners of the mouth. */
  readonly mouth: Pair | null;
  /** Single landmarks by their place on the face. */
  readonly anatomy: Anatomy;
  /** How parallel the chords must be, all together and in each part, where that tells the order from others. */
  readonly leastParallel?: { readonly whole: number; readonly part: number };
  /** Of lists with so few landmarks that it takes the proportions of a face to tell whether they are one. */
  readonly meanFace?: MeanFace;
}

export function pick(points: readonly Point[], indices: readonly number[]): Point[] {
  return indices.map((index) => {
    const point = points[index];
    if (point === undefined) throw new RangeError(`there is no landmark ${index}`);
    return point;
  });
}

export function allPairs(schema: LandmarkSchema): Pair[] {
  return CUE_GROUPS.flatMap((group) => [...(schema.pairs[group] ?? [])]);
}
