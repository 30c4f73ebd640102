import * as z from 'zod';
import type { SubmissionOptions } from '../../../contract/options.ts';
import type { Webhook } from '../../../submissions/delivery/delivery.ts';
import { alignmentOptions } from './alignment.ts';
import { contourOptions } from './contours.ts';
import { findOption } from './find.ts';
import { labelOptions } from './labels.ts';
import { retentionOption } from './retention.ts';
import { styleOptions } from './style.ts';
import { webhookOption } from './webhook.ts';
import { zonesOption } from './zones.ts';

/** What `options` takes. `delay_ms`, `retention` and `webhook` are no part of the submission's identity. */
export const requestOptions = z
  .strictObject({
    alignment: alignmentOptions,
    labels: labelOptions,
    contours: contourOptions,
    style: styleOptions,
    zones: zonesOption,
    measures: z.boolean().default(false).meta({
      description: 'Adds areas, perimeters, proportions and differences of both sides to the answer.',
    }),
    find: findOption,
    delay_ms: z.int().min(0).max(60_000).default(0).meta({
      description: 'Milliseconds that a durable timer waits before the first step, for load tests.',
    }),
    retention: retentionOption,
    webhook: webhookOption,
  })
  .prefault({})
  .meta({
    id: 'Options',
    description: 'Every option has a default. Unknown keys are refused.',
  }) satisfies z.ZodType<Omit<SubmissionOptions, 'find'> & { delay_ms: number; retention: number | null; webhook: Webhook | null }>;
