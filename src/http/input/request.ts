import type { Artifact } from '../../submissions/steps/ports.ts';
import type { NewSubmission } from '../../submissions/submission.ts';
import { refuse, refuseUnknown, type Field } from './faults.ts';
import { findOptions, isLeftOut, LEFT_OUT } from '../submissions/left-out.ts';
import { readLandmarksField } from './landmarks-field.ts';
import { readOptionsField } from './options-field.ts';
import { readLabelMapField, readPortraitField, type PictureChecks } from './picture-fields.ts';
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
  const { image, segmentation_map, landmarks: points, options: chosen, ...others } = body;
  const portrait = await readPortraitField(image, checks);
  const options = readOptionsField(chosen);
  const leftOut = { landmarks: isLeftOut(points), labelMap: isLeftOut(segmentation_map) };
  const labelMap = leftOut.labelMap ? FOUND : await readLabelMapField(segmentation_map, options.ok ? options.value.labels.palette : null, checks);
  const landmarks = leftOut.landmarks
    ? FOUND
    : await readLandmarksField(
        points,
        portrait.ok ? portrait.value.size : null,
        options.ok ? options.value.alignment : null,
        checks.limits.portrait.maxPixels,
      );
  const told = await readWebhookField(options.ok ? options.value.webhook : null, checks);
  const kept = await readRetentionField(options.ok ? options.value.retention : null, checks);
  const rest = refuseUnknown(Object.keys(others), 'invalid_request', 'field');
  if (!landmarks.ok || !portrait.ok || !labelMap.ok || !options.ok || !told.ok || !kept.ok || !rest.ok) {
    throw refuse([landmarks, portrait, labelMap, options, told, kept, rest]);
  }

  const { delay_ms: delayMs, retention: retentionMs, webhook, find, ...stated } = options.value;
  const identifying = { ...stated, ...findOptions(leftOut, find) };
  const artifacts = { portrait: portrait.value.artifact, labelMap: labelMap.value, landmarks: landmarks.value };
  const id = submissionId({
    portrait: artifacts.portrait.digest,
    labelMap: artifacts.labelMap.digest,
    landmarks: artifacts.landmarks.digest,
    options: identifying,
    tenant,
  });
  return { id, tenant, ...artifacts, options: identifying, delayMs, retentionMs, webhook };
}

/** In the place of what the step `find` is to find. */
const FOUND: Field<Artifact> = { ok: true, value: LEFT_OUT };
