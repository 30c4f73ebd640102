import type { NewSubmission } from '../../submissions/submission.ts';
import { readContent, type Content } from './content.ts';
import { refuse } from './faults.ts';
import { findOptions, LEFT_OUT } from './left-out.ts';
import type { PictureChecks } from './picture-fields.ts';
import { readRetentionField, type RetentionLimit } from './retention-field.ts';
import { submissionId } from '../../submissions/id.ts';
import { readWebhookField, type WebhookCheck } from './webhook-field.ts';

/** A submission from the body of a request, checked as far as the request itself allows. @throws FrontalError */
export async function readSubmission(
  body: Readonly<Record<string, unknown>>,
  checks: PictureChecks & RetentionLimit & WebhookCheck,
  tenant: string | null,
): Promise<NewSubmission> {
  return submissionOf(await readContent(body, checks), checks, tenant);
}

/**
 * The same of content that has been read. All faults are gathered; the first of them, in the order landmarks, portrait,
 * label map, options, gives the answer its code.
 *
 * @throws FrontalError
 */
export async function submissionOf(content: Content, checks: RetentionLimit & WebhookCheck, tenant: string | null): Promise<NewSubmission> {
  const { portrait, labelMap, landmarks, options, imageName, others } = content;
  const webhookField = await readWebhookField(options.ok ? options.value.webhook : null, checks);
  const retention = await readRetentionField(options.ok ? options.value.retention : null, checks);
  if (!landmarks.ok || !portrait.ok || !labelMap.ok || !options.ok || !webhookField.ok || !retention.ok || !imageName.ok || !others.ok) {
    throw refuse([landmarks, portrait, labelMap, options, webhookField, retention, imageName, others]);
  }

  const { delay_ms: delayMs, retention: retentionMs, webhook, find, orientation: _stated, ...chosenOptions } = options.value;
  // `exif` that is stated and `exif` that is left out are one submission.
  const { orientation } = content;
  const labels = { ...options.value.labels, schema: options.value.labels.schema ?? labelMap.value?.namedSchema ?? null };
  const toFind = findOptions({ landmarks: landmarks.value === null, labelMap: labelMap.value === null }, find);
  const identifying = { ...chosenOptions, labels, ...(orientation === 'stored' && { orientation }), ...toFind };
  const artifacts = {
    portrait: portrait.value.artifact,
    labelMap: labelMap.value?.artifact ?? LEFT_OUT,
    landmarks: landmarks.value ?? LEFT_OUT,
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
