import * as z from 'zod';
import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../../contract/submission-id.ts';
import { deliveriesAnswer, webhookEvent } from './answer.ts';
import { PATHS } from '../../contract/paths.ts';
import { commonHeaders, requestIdHeader } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

export const deliveriesPath: ZodOpenApiPathsObject = {
  [PATHS.deliveries]: {
    get: {
      operationId: 'deliveries',
      tags: ['Submissions'],
      summary: "Whom a submission tells of its end, and how that went",
      requestParams: { path: z.object({ id }), header: z.object({ 'X-Request-Id': requestIdHeader }) },
      responses: {
        '200': {
          description: 'The webhook by its host, and the latest tries.',
          headers: z.object({ ...commonHeaders, 'Cache-Control': z.string() }),
          content: { 'application/json': { schema: deliveriesAnswer } },
        },
        ...problemResponses({ ...ABSENT_PROBLEMS, ...ANY_PROBLEM }),
      },
    },
  },
};

/** What the server sends to the URL of `options.webhook`. */
export const webhooks: Record<string, ZodOpenApiPathItemObject> = {
  submissionEnded: {
    post: {
      operationId: 'submissionEnded',
      tags: ['Submissions'],
      summary: 'A submission has ended',
      description:
        'Signed as Standard Webhooks says: `webhook-signature` holds `v1,` and the base64 HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}`, one for each secret. At least once: `webhook-id` is the same in every try.',
      requestParams: {
        header: z.object({
          'webhook-id': z.string().meta({ description: 'The same in every try.', example: 'msg_0197c1f0-6f7a-7bd3-b1a5-3d2c1b0a9f8e' }),
          'webhook-timestamp': z.string().meta({ description: 'Second of this try, since 1970.', example: '1795381200' }),
          'webhook-signature': z.string().meta({ description: 'Signatures with spaces between them.', example: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }),
        }),
      },
      requestBody: { required: true, content: { 'application/json': { schema: webhookEvent } } },
      responses: {
        '2XX': { description: 'Taken.' },
        '410': { description: 'No more of this: there will be no other try.' },
        default: { description: 'Tried again, up to ten times in three days. `Retry-After` of 429 and 503 is heeded, redirects are not followed.' },
      },
    },
  },
};
