import type { NewSubmission } from '../../submissions/submission.ts';
import type { Orientation } from '../../contract/names.ts';
import { followsStored } from '../../geometry/index.ts';
import { readField, refuse, refuseUnknown, type Field } from './faults.ts';
import { findOptions, isLeftOut, LEFT_OUT } from './left-out.ts';
import { isNamedParts, schemaOfParts } from './label-map-parts-field.ts';
import { checkFaces, landmarksArtifact, readLandmarksField } from './landmarks-field.ts';
import { readImageNameField } from './image-name-field.ts';
import { readOptionsField } from './options-field.ts';
import { readLabelMapField, readPortraitField, type PictureChecks, type Portrait, type SentLabelMap } from './picture-fields.ts';
import { readRetentionField, type RetentionLimit } from './retention-field.ts';
import { submissionId } from '../../submissions/id.ts';
import { readWebhookField, type WebhookCheck } from './webhook-field.ts';

/**
 * A submission from the body of a request, checked as far as the request itself allows: no pixel is decoded. All
 * faults are gathered; the first of them, in the order landmarks, portrait, label map, options, gives the answer its
 * code.
 *
 * @throws FrontalError
 */
export async function readSubmission(
  body: Readonly<Record<string, unknown>>,
  checks: PictureChecks & RetentionLimit & WebhookCheck,
  tenant: string | null,
): Promise<NewSubmission> {
  const { image, segmentation_map, landmarks: points, options: chosen, image_name, ...others } = body;
  const portrait = await readPortraitField(image, checks);
  const options = readOptionsField(chosen);
  const stated = options.ok ? options.value.labels : { palette: null, schema: null };
  const leftOut = { landmarks: isLeftOut(points), labelMap: isLeftOut(segmentation_map) };
  const labelMap = leftOut.labelMap ? TO_BE_FOUND : await readLabelMapField(segmentation_map, stated, portrait.ok ? portrait.value : null, checks);
  const faces = leftOut.landmarks ? TO_BE_FOUND : await readLandmarksField(points);
  const orientation = options.ok ? orientationOf(options.value.orientation, portrait, labelMap, faces) : undefined;
  const landmarks = await readField('/landmarks', () => {
    if (!faces.ok || faces.value === null || !portrait.ok || !options.ok) return;
    const size = orientation === 'stored' ? portrait.value.stored : portrait.value.shown;
    checkFaces(faces.value, size, options.value.alignment, checks.limits.portrait.maxPixels);
  });
  const told = await readWebhookField(options.ok ? options.value.webhook : null, checks);
  const kept = await readRetentionField(options.ok ? options.value.retention : null, checks);
  const imageName = await readImageNameField(image_name);
  const rest = refuseUnknown(Object.keys(others), 'invalid_request', 'field');
  if (!faces.ok || !landmarks.ok || !portrait.ok || !labelMap.ok || !options.ok || !told.ok || !kept.ok || !imageName.ok || !rest.ok) {
    throw refuse([faces, landmarks, portrait, labelMap, options, told, kept, imageName, rest]);
  }

  const { delay_ms: delayMs, retention: retentionMs, webhook, find, orientation: _stated, ...chosenOptions } = options.value;
  // `exif` that is stated and `exif` that is left out are one submission.
  // Named parts state what they are.
  const schema = stated.schema ?? (isNamedParts(segmentation_map) ? schemaOfParts(segmentation_map) : null);
  const labels = { ...options.value.labels, schema };
  const identifying = { ...chosenOptions, labels, ...(orientation === 'stored' && { orientation }), ...findOptions(leftOut, find) };
  const artifacts = {
    portrait: portrait.value.artifact,
    labelMap: labelMap.value?.artifact ?? LEFT_OUT,
    landmarks: faces.value === null ? LEFT_OUT : landmarksArtifact(faces.value),
  };
  const id = submissionId({
    portrait: artifacts.portrait.digest,
    labelMap: artifacts.labelMap.digest,
    landmarks: artifacts.landmarks.digest,
    options: identifying,
    tenant,
  });
  return { id, tenant, ...artifacts, options: identifying, delayMs, retentionMs, webhook, imageName: imageName.value };
}

/** In the place of what the step `find` is to find. */
const TO_BE_FOUND = { ok: true, value: null } satisfies Field<null>;

/** The one that is stated; where none is, `stored` where sizes prove it. */
function orientationOf(
  stated: Orientation | undefined,
  portrait: Field<Portrait>,
  labelMap: Field<SentLabelMap | null>,
  faces: Field<Parameters<typeof followsStored>[2] | null>,
): Orientation | undefined {
  if (stated !== undefined || !portrait.ok || !faces.ok) return stated;
  return followsStored(portrait.value, labelMap.ok ? labelMap.value : null, faces.value ?? []) ? 'stored' : undefined;
}
