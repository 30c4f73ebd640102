import type { Raster, WantedInPortrait } from '../../src/submissions/steps/ports.ts';
import type { LabelSchemaName } from '../../src/contract/names.ts';
import type { LabelMap, Point } from '../../src/geometry/index.ts';

/** A portrait, and what is known of it. */
export interface FindingCase {
  readonly name: string;
  readonly portrait: Raster;
  readonly map: LabelMap;
  readonly schema: LabelSchemaName;
  readonly landmarks: readonly Point[];
}

export const LARGEST: WantedInPortrait = { landmarks: true, labelMap: true, face: 0, near: null, leastScore: 0.5 };
