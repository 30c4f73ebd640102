import type { LabelSides } from '../../contract/label-choice.ts';
import type { LabelFinding } from '../../contract/label-finding.ts';
import type { LabelFace, LabelFit, LabelSchemaName } from '../../contract/names.ts';
import type { Warning } from '../../contract/warning.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Point } from '../plane/affine.ts';
import type { LandmarksOnMap } from './landmark-share.ts';

/** What a label map is read with: the landmarks of the face that it shows, and what was said about the map. */
export interface FaceMapQuestion {
  readonly face: LandmarksOnMap;
  /** Tilt of the face. */
  readonly rollDegrees: number;
  /** Stated, or by a palette; null where it is to be found. */
  readonly schema: LabelSchemaName | null;
  readonly background: readonly number[];
  readonly fit: LabelFit | 'auto';
  readonly which: LabelFace;
  /** Labels that have a name whatever the schema is. */
  readonly named: readonly number[];
  /** Whether points are wanted whose hull holds the face. */
  readonly outline: boolean;
}

/** A label map as it is to be cut, and what it was found to be. */
export interface FaceMap {
  /** The map itself, or the same without void, padding and other people's faces. */
  readonly map: LabelMap;
  readonly finding: LabelFinding;
  readonly sides: LabelSides;
  /** Labels that are left, ascending. */
  readonly labels: readonly number[];
  /** Portrait pixels; empty where it is not wanted. */
  readonly outline: readonly Point[];
  readonly warnings: readonly Warning[];
}
