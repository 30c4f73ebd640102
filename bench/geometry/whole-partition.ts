import { type Detail, IDENTITY, type LabelMap, type Partition, partitionLabelMap } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';

export interface BenchCase {
  readonly name: string;
  readonly map: LabelMap;
}

export type Print = (line?: string) => void;

/** The API's default. */
export const MIN_PART_PX = 4;

export const DETAILS: readonly (readonly [name: string, detail: Detail])[] = [
  ['measure', { kind: 'preset', name: 'measure' }],
  ['balanced', { kind: 'preset', name: 'balanced' }],
  ['editable', { kind: 'preset', name: 'editable' }],
  ['tolerance 0.5', { kind: 'tolerance', px: 0.5 }],
];

/** What a pixel thread does with a decoded map: cleaned, traced, simplified, guarded, assembled, certified. */
export function partitionWhole(cv: OpenCv, map: LabelMap, detail: Detail): Partition {
  const { map: cleaned, report } = clean(cv, map, MIN_PART_PX);
  return partitionLabelMap(cleaned, { detail, placement: IDENTITY }, report);
}
