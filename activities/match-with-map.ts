import type { Warning } from '../src/contract/options.ts';
import { storedWouldFit } from '../src/geometry/alignment/exif-frame.ts';
import { checkMatch, type FaceInTwoForms } from '../src/geometry/alignment/match-landmarks.ts';
import { GeometryError } from '../src/geometry/geometry-error.ts';
import type { Raster } from '../src/submissions/steps/ports.ts';

/**
 * Holds landmarks and label map against each other; a refusal says so where both would match in the portrait's stored pixels.
 *
 * @param asStored the same face in a portrait of another size
 * @throws GeometryError `landmarks_do_not_match_map`
 */
export function matchWithMap(face: FaceInTwoForms, portrait: Raster, asStored: (size: { width: number; height: number }) => FaceInTwoForms): Warning[] {
  try {
    return checkMatch(face);
  } catch (error) {
    const { exifOrientation, isOriented, width, height } = portrait;
    // Orientations below 5 do not exchange the sides: landmarks and map lie to each other as they do.
    if (!(error instanceof GeometryError) || !isOriented || exifOrientation < 5 || !fits(() => asStored({ width: height, height: width }))) throw error;
    throw new GeometryError(error.code, `Eyes, nose or mouth of the landmarks lie elsewhere than those of the label map. ${storedWouldFit(exifOrientation)}`);
  }
}

function fits(face: () => FaceInTwoForms): boolean {
  try {
    checkMatch(face());
    return true;
  } catch (error) {
    if (error instanceof GeometryError) return false;
    throw error;
  }
}
