import type { LandmarkSchemaName } from '../../../contract.ts';
import type { Point } from '../../affine.ts';

/** Indices of two symmetric landmarks, the one on the subject's right (the image's left of an upright face) first. */
export type Pair = readonly [right: number, left: number];

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
  /** How parallel the chords must be, all together and in each part, where that tells the order from others. */
  readonly leastParallel?: { readonly whole: number; readonly part: number };
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
