import * as z from 'zod';
import { ORIENTATIONS } from './names.ts';
import { alignmentOptions } from './options/alignment.ts';
import { contourOptions } from './options/contours.ts';
import { findOption, type FindOptions } from './options/find.ts';
import { labelOptions } from './options/labels.ts';
import { retentionOption } from './options/retention.ts';
import { styleOptions } from './options/style.ts';
import { webhookOption } from './options/webhook.ts';
import { zonesOption } from './options/zones.ts';

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
    orientation: z.enum(ORIENTATIONS).exactOptional().meta({
      description:
        'The pixels of the portrait that landmarks and label map are of: `exif`: turned as its EXIF orientation says; `stored`: as they are stored. Left out, it is `exif`, unless sizes prove that it is `stored`.',
    }),
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
  });

/** What a submission's identity is made of, every default filled in. In the spelling of the wire all the way down. */
export type SubmissionOptions = Omit<z.infer<typeof requestOptions>, 'delay_ms' | 'find' | 'retention' | 'webhook'> & {
  /** Left out where landmarks and label map were sent. */
  find?: FindOptions;
};

export type { AlignmentOptions } from './options/alignment.ts';
export type { ContourOptions, DetailOption } from './options/contours.ts';
export type { FindOptions } from './options/find.ts';
export type { LabelOptions } from './options/labels.ts';
export type { RegionStyle, StyleOptions } from './options/style.ts';
