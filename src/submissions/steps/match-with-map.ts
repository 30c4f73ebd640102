import type { Warning } from '../../contract/warning.ts';
import { checkMatch, type FaceInTwoForms, GeometryError, type Size, storedWouldFit } from '../../geometry/index.ts';
import type { Raster } from './ports.ts';

/** What a refusal may say of how both would match. */
export interface WaysOn {
  /** The same face in a portrait of another size. */
  readonly asStored: (size: Size) => FaceInTwoForms;
  /** What may be wrong with the labels, or null. */
  readonly ofLabels: () => string | null;
}

/**
 * Holds landmarks and label map against each other; a refusal says so where both would match in the portrait's stored pixels,
 * or with labels that are one less.
 *
 * @throws GeometryError `landmarks_do_not_match_map`
 */
export function matchWithMap(face: FaceInTwoForms, portrait: Raster, { asStored, ofLabels }: WaysOn): Warning[] {
  try {
    return checkMatch(face);
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    const { exifOrientation, isOriented, width, height } = portrait;
    // Orientations below 5 do not exchange the sides: landmarks and map lie to each other as they do.
    const isStored = isOriented && exifOrientation >= 5 && fits(() => asStored({ width: height, height: width }));
    const way = isStored ? storedWouldFit(exifOrientation) : ofLabels();
    if (way === null) throw error;
    throw new GeometryError(error.code, `Eyes, nose or mouth of the landmarks lie elsewhere than those of the label map. ${way}`);
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
