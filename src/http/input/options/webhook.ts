import * as z from 'zod';
import type { Webhook } from '../../../submissions/delivery/delivery.ts';

export const webhookOption = z
  .strictObject({
    url: z.string().meta({
      format: 'uri',
      description: 'https or http, without user name and password, on a host that everyone can reach.',
      examples: ['https://example.com/hooks/frontal'],
    }),
  })
  .nullable()
  .default(null)
  .meta({
    description:
      'Told when the submission ends, with a signed message (Standard Webhooks). The latest caller who names one decides; a submission that is done already tells at once.',
  }) satisfies z.ZodType<Webhook | null>;
