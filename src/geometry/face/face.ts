import type { Warning } from '../../contract/warning.ts';
import type { LandmarkSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import type { Anatomy, Pair } from '../alignment/schemas/landmark-schema.ts';
import type { DescribedRegion } from './described-region.ts';

/** One face as it is answered, everything in the upright frame. */
export interface Face {
  readonly regions: readonly DescribedRegion[];
  readonly landmarks: readonly Point[];
  readonly schema: LandmarkSchemaName;
}

/** A measure, and why parts of it are missing. */
export interface Measured<T> {
  readonly value: T;
  readonly warnings: readonly Warning[];
}

export interface RegionPair {
  readonly name: string;
  /** By the subject's sides. */
  readonly right: DescribedRegion;
  readonly left: DescribedRegion;
}

export function anatomyOf(face: Face): Anatomy {
  return LANDMARK_SCHEMA_TABLES[face.schema].anatomy;
}

/** null where the schema has no such landmark, or the list does not hold it. */
export function landmarkOf(face: Face, index: number | undefined): Point | null {
  const point = index === undefined ? undefined : face.landmarks[index];
  return point !== undefined && point.every(Number.isFinite) ? point : null;
}

export function landmarkPairOf(face: Face, pair: Pair | undefined): { right: Point; left: Point } | null {
  const right = landmarkOf(face, pair?.[0]);
  const left = landmarkOf(face, pair?.[1]);
  return right === null || left === null ? null : { right, left };
}

/** Regions with a shape, of any of these names. */
export function regionsNamed(face: Face, names: readonly string[]): DescribedRegion[] {
  return face.regions.filter(({ name, parts }) => names.includes(name) && parts.some(({ outer }) => outer.length > 2));
}

/** Every name that exactly one region on each side has, in the order of the regions. */
export function regionPairs(face: Face): RegionPair[] {
  const names = [...new Set(face.regions.filter(({ subjectSide }) => subjectSide !== null).map(({ name }) => name))];
  return names.flatMap((name) => {
    const named = regionsNamed(face, [name]);
    const [right, otherRight] = named.filter(({ subjectSide }) => subjectSide === 'right');
    const [left, otherLeft] = named.filter(({ subjectSide }) => subjectSide === 'left');
    if (right === undefined || left === undefined || otherRight !== undefined || otherLeft !== undefined) return [];
    return [{ name, right, left }];
  });
}
