import type { LabelSchemaName } from '../../contract/names.ts';
import type { DecodeInput } from '../../contract/steps.ts';
import { type FaceMap, GeometryError, type LabelMap, type Size, storedWouldFit } from '../../geometry/index.ts';
import { findFace, type FoundFace } from './find-face.ts';
import type { Imaging, Raster } from './ports.ts';

export interface Decoded {
  readonly portrait: Raster;
  readonly labelMap: LabelMap;
  /** Landmarks as they are stored. */
  readonly landmarks: unknown;
  /** Of the labels, stated or by the palette. */
  readonly schema: LabelSchemaName | null;
}

export interface FaceInMap {
  readonly face: FoundFace;
  readonly read: FaceMap;
}

/**
 * Reads the label map by the landmarks of the face that is meant. A refusal says so where both would match in the
 * portrait's stored pixels.
 *
 * @throws GeometryError `NoFace`, `invalid_landmarks`, `unknown_landmark_schema`, `landmarks_do_not_match_map`
 */
export async function readFaceInMap(
  imaging: Pick<Imaging, 'readFaceMap'>,
  decoded: Decoded,
  input: DecodeInput,
): Promise<FaceInMap> {
  const { portrait } = decoded;
  try {
    return await readIn(imaging, decoded, portrait, input);
  } catch (error) {
    if (!(error instanceof GeometryError) || error.code !== 'landmarks_do_not_match_map' || !(await fitsAsStored(imaging, decoded, input))) throw error;
    const way = storedWouldFit(portrait.exifOrientation);
    throw new GeometryError(error.code, `Eyes, nose or mouth of the landmarks lie elsewhere than those of the label map. ${way}`);
  }
}

/** Orientations below 5 do not exchange the sides: landmarks and map lie to each other as they do. */
async function fitsAsStored(
  imaging: Pick<Imaging, 'readFaceMap'>,
  decoded: Decoded,
  input: DecodeInput,
): Promise<boolean> {
  const { exifOrientation, isOriented, width, height }: Raster = decoded.portrait;
  if (!isOriented || exifOrientation < 5) return false;
  try {
    await readIn(imaging, decoded, { width: height, height: width }, input);
    return true;
  } catch (error) {
    if (error instanceof GeometryError) return false;
    throw error;
  }
}

async function readIn(
  imaging: Pick<Imaging, 'readFaceMap'>,
  { labelMap, landmarks, schema }: Decoded,
  { width, height }: Size,
  input: DecodeInput,
): Promise<FaceInMap> {
  const portraitSize = { width, height };
  const { background, fit, face: which, merge } = input.labels;
  const face = findFace(landmarks, portraitSize, labelMap, { alignment: input.alignment, schema });
  const read = await imaging.readFaceMap(labelMap, {
    face: { landmarks: face.ordered, landmarkSchema: face.alignment.schema, portraitSize },
    rollDegrees: face.alignment.rollDegrees,
    schema,
    background,
    fit,
    which,
    named: Object.values(merge).flat().filter((ref) => typeof ref === 'number'),
    outline: input.alignment.canvas === 'crop',
  });
  return { face, read };
}
