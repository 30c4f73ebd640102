import type { Artifact } from '../../submissions/steps/ports.ts';
import type { AlignmentOptions } from '../../contract/options.ts';
import { digestOf } from '../../content/digest.ts';
import { alignFaces, checkTurned, placeFaces, type Point, type Size, storedForm } from '../../geometry/index.ts';
import { readFaces } from '../../landmarks/faces/read-faces.ts';
import { readField, type Field } from './faults.ts';

export type Faces = readonly (readonly Point[])[];

/** The faces of the landmarks, whatever form they were sent in. */
export function readLandmarksField(value: unknown): Promise<Field<Faces>> {
  return readField('/landmarks', () => readFaces(value));
}

/**
 * Aligns every face once already: that refuses everything about landmarks that could be refused later.
 *
 * @param maxPixels of a portrait
 * @throws GeometryError
 */
export function checkFaces(faces: Faces, portraitSize: Size, options: AlignmentOptions, maxPixels: number): void {
  for (const { alignment } of alignFaces(placeFaces(faces, portraitSize).faces, portraitSize, options)) {
    checkTurned(alignment.matrix, portraitSize, maxPixels);
  }
}

/** Landmarks as they are stored. */
export function landmarksArtifact(faces: Faces): Artifact {
  const bytes = Buffer.from(JSON.stringify(storedForm(faces)));
  return { digest: digestOf(bytes), bytes, mediaType: 'application/json' };
}
