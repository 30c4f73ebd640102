import type * as z from 'zod';
import type { Orientation } from '../../contract/names.ts';
import type { requestOptions } from '../../contract/options.ts';
import { followsStored } from '../../geometry/index.ts';
import type { Artifact } from '../../submissions/steps/ports.ts';
import { readField, refuseUnknown, type Field } from './faults.ts';
import { readImageNameField } from './image-name-field.ts';
import { checkFaces, landmarksArtifact, readLandmarksField, type Faces } from './landmarks-field.ts';
import { isLeftOut } from './left-out.ts';
import { readOptionsField } from './options-field.ts';
import { readLabelMapField, readPortraitField, type PictureChecks, type Portrait, type SentLabelMap } from './picture-fields.ts';

/** What the fields of a submit hold, or what is wrong with each, as far as the body itself says: no pixel is decoded. */
export interface Content {
  readonly portrait: Field<Portrait>;
  /** null where it is left out, and to be found; so are landmarks. */
  readonly labelMap: Field<SentLabelMap | null>;
  readonly landmarks: Field<Artifact | null>;
  readonly options: Field<z.output<typeof requestOptions>>;
  readonly imageName: Field<string | null>;
  readonly others: Field<null>;
  /** The one that is stated; where none is, `stored` where sizes prove it. */
  readonly orientation: Orientation | undefined;
}

export async function readContent(body: Readonly<Record<string, unknown>>, checks: PictureChecks): Promise<Content> {
  const { image, segmentation_map, landmarks: points, options: chosen, image_name, ...unknown } = body;
  const portrait = await readPortraitField(image, checks);
  const options = readOptionsField(chosen);
  const stated = options.ok ? options.value.labels : { palette: 'any' as const, schema: null };
  const labelMap = isLeftOut(segmentation_map) ? TO_BE_FOUND : await readLabelMapField(segmentation_map, stated, portrait.ok ? portrait.value : null, checks);
  const faces = isLeftOut(points) ? TO_BE_FOUND : await readLandmarksField(points);
  const orientation = options.ok ? orientationOf(options.value.orientation, portrait, labelMap, faces) : undefined;
  return {
    portrait,
    labelMap,
    landmarks: faces.ok ? await readField('/landmarks', () => checkedLandmarks(faces.value)) : faces,
    options,
    imageName: await readImageNameField(image_name),
    others: refuseUnknown(Object.keys(unknown), 'invalid_request', 'field'),
    orientation,
  };

  function checkedLandmarks(found: Faces | null): Artifact | null {
    if (found === null) return null;
    if (portrait.ok && options.ok) {
      const size = orientation === 'stored' ? portrait.value.stored : portrait.value.shown;
      checkFaces(found, size, options.value.alignment, checks.limits.portrait.maxPixels);
    }
    return landmarksArtifact(found);
  }
}

/** In the place of what the step `find` is to find. */
const TO_BE_FOUND = { ok: true, value: null } satisfies Field<null>;

function orientationOf(
  stated: Orientation | undefined,
  portrait: Field<Portrait>,
  labelMap: Field<SentLabelMap | null>,
  faces: Field<Faces | null>,
): Orientation | undefined {
  if (stated !== undefined || !portrait.ok || !faces.ok) return stated;
  return followsStored(portrait.value, labelMap.ok ? labelMap.value : null, faces.value ?? []) ? 'stored' : undefined;
}
