import type { AlignmentOptions } from '../../contract/options.ts';
import type { Point, Size } from '../plane/affine.ts';
import { GeometryError } from '../geometry-error.ts';
import { alignFace, inOrder, type Alignment } from './alignment.ts';

export interface AlignedFace {
  /** Place in the list that was sent, from 0. */
  readonly index: number;
  /** As they were sent, portrait pixels. */
  readonly landmarks: readonly Point[];
  /** In the order of the schema. */
  readonly ordered: readonly Point[];
  readonly alignment: Alignment;
}

/**
 * Every face of a list that can be one; there is one at least.
 *
 * @throws GeometryError `invalid_landmarks`, `unknown_landmark_schema`: why the first of the list is none, where none is
 */
export function alignFaces(faces: readonly (readonly Point[])[], portraitSize: Size, options: AlignmentOptions): AlignedFace[] {
  const aligned: AlignedFace[] = [];
  let fault: GeometryError | null = null;
  for (const [index, landmarks] of faces.entries()) {
    try {
      const alignment = alignFace(landmarks, portraitSize, options);
      aligned.push({ index, landmarks, ordered: inOrder(landmarks, alignment), alignment });
    } catch (error) {
      if (!(error instanceof GeometryError)) throw error;
      fault ??= error;
    }
  }
  if (aligned.length === 0) throw fault ?? new GeometryError('invalid_landmarks', 'There is no face in the landmarks.');
  return aligned;
}
