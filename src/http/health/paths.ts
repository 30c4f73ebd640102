import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { liveAnswer, readyAnswer } from './answers.ts';
import { commonHeaders, retryAfter } from '../openapi/headers.ts';
import { ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const headers = z.object(commonHeaders);
const tags = ['Service'];

export const servicePaths: ZodOpenApiPathsObject = {
  '/health/live': {
    get: {
      operationId: 'live',
      tags,
      summary: 'Whether this process answers',
      security: [],
      responses: { '200': { description: 'It does.', headers, content: { 'application/json': { schema: liveAnswer } } } },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'ready',
      tags,
      summary: 'Whether a submission would be processed: PostgreSQL, Temporal, a worker that polls',
      security: [],
      responses: {
        '200': { description: 'It would.', headers, content: { 'application/json': { schema: readyAnswer } } },
        '503': {
          description: 'It would wait for what is down.',
          headers: headers.extend({ 'Retry-After': retryAfter }),
          content: { 'application/json': { schema: readyAnswer } },
        },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      tags,
      summary: 'Metrics in the text format of Prometheus',
      responses: {
        '200': { description: 'Metrics.', headers, content: { 'text/plain': { schema: z.string() } } },
        // Guarded and counted as what lies under /api is, and asking nobody.
        ...problemResponses({ unauthorized: ANY_PROBLEM.unauthorized, foreign_request: ANY_PROBLEM.foreign_request, rate_limited: ANY_PROBLEM.rate_limited }),
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      tags,
      summary: 'This document',
      security: [],
      requestParams: {
        query: z.object({
          webhooks: z.enum(['true', 'false']).optional().meta({ description: 'false: without what the service sends to webhooks, which not every generator of clients knows how to read.' }),
        }),
      },
      responses: {
        '200': { description: 'OpenAPI 3.1.', headers, content: { 'application/json': { schema: z.looseObject({}) } } },
        ...problemResponses({ invalid_request: 'The parameter `webhooks` is true or false.' }),
      },
    },
  },
  '/docs': {
    get: {
      operationId: 'docs',
      tags,
      summary: 'This document as a page to read and to try',
      security: [],
      responses: { '200': { description: 'A page.', headers, content: { 'text/html': { schema: z.string() } } } },
    },
  },
};
