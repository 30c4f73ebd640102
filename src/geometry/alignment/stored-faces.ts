import type { Point } from '../plane/affine.ts';
import { readLandmarks } from './landmarks.ts';

/**
 * Faces in the form in which a submission's landmarks are stored: the points of one as a list, those of several under
 * `faces`, as they were sent.
 */
export function storedForm(faces: readonly (readonly Point[])[]): object {
  const [only] = faces;
  return faces.length === 1 && only !== undefined ? only : { faces };
}

/** @param value that `storedForm` gave @throws GeometryError `invalid_landmarks` where it is another */
export function storedFaces(value: unknown): readonly (readonly Point[])[] {
  const { faces } = (value ?? {}) as { faces?: readonly unknown[] };
  return faces === undefined ? [readLandmarks(value)] : faces.map(readLandmarks);
}
