import * as z from 'zod';
import { failure } from '../../contract/failure.ts';
import { ENDED_STATUSES } from '../../contract/run.ts';
import { id } from '../../contract/submission-id.ts';

const urlHost = z.string().meta({ description: 'Host, and port where the URL has one: paths can carry secrets.', example: 'example.com' });

export const deliveriesAnswer = z
  .object({
    id,
    webhook: z.object({ url_host: urlHost }).meta({ id: 'WebhookHost' }).nullable().meta({ description: 'null where the submission has no webhook.' }),
    deliveries: z
      .array(
        z.object({
          attempt: z.int().min(1).meta({ description: 'Which try of its message this was.' }),
          at: z.iso.datetime(),
          url_host: urlHost,
          status_code: z.int().nullable().meta({ description: 'null where no answer came.' }),
          error: z.string().nullable().meta({
            description:
              'null where the message was taken, else `refused_url`, `refused_address`, `unknown_host`, `unreachable`, `tls_failed`, `timed_out`, `redirect`, `gone` or `unexpected_status`.',
          }),
          next_attempt_at: z.iso.datetime().nullable().meta({ description: 'null where there will be no other try.' }),
        }),
      )
      .meta({ description: 'The latest tries, the first of them first; 20 at most.' }),
  })
  .meta({ id: 'Deliveries' });

export type DeliveriesAnswer = z.infer<typeof deliveriesAnswer>;

const ended = { id, links: z.object({ status: z.string(), svg: z.string() }).meta({ description: 'Where to ask, on the server that was sent the submission.' }) };

/** What a webhook is told. */
export const webhookEvent = z
  .object({
    type: z.enum(ENDED_STATUSES.map((status) => `submission.${status}` as const)),
    timestamp: z.iso.datetime().meta({ description: 'When the submission ended.' }),
    data: z.object({
      ...ended,
      status: z.enum(ENDED_STATUSES),
      error: failure.exactOptional().meta({ description: 'Of one that failed.' }),
    }),
  })
  .meta({ id: 'SubmissionEvent' });
