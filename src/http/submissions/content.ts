import type * as z from 'zod';
import type { Artifact } from '../../submissions/steps/ports.ts';
import { refuseUnknown, type Field } from '../input/faults.ts';
import { readLandmarksField } from '../input/landmarks-field.ts';
import { readOptionsField } from '../input/options-field.ts';
import type { requestOptions } from '../input/options/options.ts';
import { readLabelMapField, readPortraitField, type PictureChecks, type Portrait } from '../input/picture-fields.ts';

/** What the fields of a submit hold, or what is wrong with each, as far as the body itself says: no pixel is decoded. */
export interface Content {
  readonly portrait: Field<Portrait>;
  readonly labelMap: Field<Artifact>;
  readonly landmarks: Field<Artifact>;
  readonly options: Field<z.output<typeof requestOptions>>;
  readonly others: Field<null>;
}

export async function readContent(body: Readonly<Record<string, unknown>>, checks: PictureChecks): Promise<Content> {
  const { image, segmentation_map, landmarks: points, options: chosen, ...unknown } = body;
  const portrait = await readPortraitField(image, checks);
  const options = readOptionsField(chosen);
  const labelMap = await readLabelMapField(segmentation_map, options.ok ? options.value.labels.palette : null, checks);
  const landmarks = await readLandmarksField(
    points,
    portrait.ok ? portrait.value.size : null,
    options.ok ? options.value.alignment : null,
    checks.limits.portrait.maxPixels,
  );
  return { portrait, labelMap, landmarks, options, others: refuseUnknown(Object.keys(unknown), 'invalid_request', 'field') };
}
