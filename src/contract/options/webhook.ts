import * as z from 'zod';

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
  });

/** Whom a submission tells of its end. No part of its identity. */
export type Webhook = NonNullable<z.infer<typeof webhookOption>>;
