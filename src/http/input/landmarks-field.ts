import type { Artifact } from '../../submissions/steps/ports.ts';
import type { AlignmentOptions } from '../../contract/options.ts';
import { alignFace, checkTurned, readLandmarks, type Size } from '../../geometry/index.ts';
import { readField, type Field } from './faults.ts';
import { digestOf } from '../../content/digest.ts';

/**
 * Landmarks in the form they are stored in, whatever form they were sent in. Where the frame and the options are
 * known, the face is aligned once already: that refuses everything about landmarks that could be refused later.
 *
 * @param maxPixels of a portrait
 */
export function readLandmarksField(
  value: unknown,
  portraitSize: Size | null,
  alignment: AlignmentOptions | null,
  maxPixels: number,
): Promise<Field<Artifact>> {
  return readField('/landmarks', () => {
    const points = readLandmarks(value);
    if (portraitSize && alignment) checkTurned(alignFace(points, portraitSize, alignment).matrix, portraitSize, maxPixels);
    const bytes = Buffer.from(JSON.stringify(points));
    return { digest: digestOf(bytes), bytes, mediaType: 'application/json' };
  });
}
