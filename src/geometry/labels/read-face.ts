import type { AlignmentOptions, LabelFinding, LabelSchemaName, Warning } from '../../contract/options.ts';
import type { Point, Size } from '../plane/affine.ts';
import { alignFace, inOrder, type Alignment } from '../alignment/alignment.ts';
import { cropToFace } from '../alignment/crop.ts';
import { faceOutline } from '../alignment/face-outline.ts';
import { checkLandmarks } from '../alignment/landmarks.ts';
import { checkMatch } from '../alignment/match-landmarks.ts';
import { countLabels, type LabelMap } from '../lattice/label-map.ts';
import { identifyLabels } from './identify-labels.ts';
import { labelBlobs } from './label-blobs.ts';
import { withoutSpecks } from './without-specks.ts';

/** What is held against a label map. */
export interface FaceToRead {
  readonly landmarks: readonly Point[];
  readonly portraitSize: Size;
  readonly alignment: AlignmentOptions;
  readonly stated: LabelSchemaName | null;
}

/** What a label map says of a face, and the alignment that follows. */
export interface FaceReading {
  /** Pixels by label, of the map as it was sent. */
  readonly pixels: ReadonlyMap<number, number>;
  /** Labels that have more than specks. */
  readonly present: ReadonlySet<number>;
  readonly alignment: Alignment;
  readonly mirrored: boolean;
  readonly labels: LabelFinding;
  readonly doubts: readonly Warning[];
  readonly mismatches: readonly Warning[];
}

/**
 * Reads off a label map what it is and how its face lies. Every pixel is passed over a dozen times: nothing for an event
 * loop. null: the map holds nothing but background and specks.
 *
 * @throws GeometryError
 */
export function readFace(map: LabelMap, { landmarks, portraitSize, alignment: options, stated }: FaceToRead): FaceReading | null {
  // Cleaning takes specks away. They are not to hide a schema, to part a map from its landmarks, or to widen a crop.
  const labelMap = withoutSpecks(map);
  const blobs = labelBlobs(labelMap);
  if (blobs.size === 0) return null;
  checkLandmarks(landmarks, portraitSize);
  const whole = alignFace(landmarks, portraitSize, options);
  const points = { landmarks: inOrder(landmarks, whole), landmarkSchema: whole.schema, portraitSize };
  const evidence = { blobs, rollDegrees: whole.rollDegrees, face: points };
  const { finding: labels, shape, warnings: doubts } = identifyLabels(labelMap, stated, evidence);
  const labelSchema = labels.schema;
  // A schema stated in error must not make a good pair look like a bad one.
  const readable = shape === 'unknown' ? labelSchema : shape;
  const mismatches = checkMatch({ ...points, labelMap, blobs, labelSchema: readable });
  const face = { ...points, labelMap, labelSchema };
  const alignment = options.canvas === 'crop' ? cropToFace(whole, faceOutline(face), options.margin) : whole;
  return { pixels: countLabels(map), present: new Set(blobs.keys()), alignment, mirrored: whole.mirrored ?? false, labels, doubts, mismatches };
}
