import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../submissions/answers.ts';
import { SVG_PATH } from '../submissions/links.ts';
import { commonHeaders, ifNoneMatch, requestIdHeader } from './headers.ts';
import { problemResponses } from './problem-schema.ts';

const cached = z.object({
  ...commonHeaders,
  ETag: z.string().meta({ description: "The SVG's SHA-256.", example: `"${'0123456789abcdef'.repeat(4)}"` }),
  'Cache-Control': z.string(),
  'Content-Security-Policy': z.string(),
});

export const svgPath: ZodOpenApiPathsObject = {
  [SVG_PATH.replace(':id', '{id}')]: {
    get: {
      operationId: 'svg',
      tags: ['Submissions'],
      summary: 'The SVG of a submission that is done, as a file',
      description: 'The bytes that the status carries in base64. Opened by itself it can neither run nor load anything.',
      requestParams: {
        path: z.object({ id }),
        header: z.object({ 'If-None-Match': ifNoneMatch, 'X-Request-Id': requestIdHeader }),
      },
      responses: {
        '200': {
          description: 'The SVG.',
          headers: cached.extend({ 'Content-Disposition': z.string() }),
          content: {
            'image/svg+xml': {
              schema: z.string(),
              examples: { empty: { value: '<svg xmlns="http://www.w3.org/2000/svg"/>' } },
            },
          },
        },
        '304': { description: 'The SVG is the one the caller has.', headers: cached },
        ...problemResponses({
          not_found: [
            'There is no submission with this id.',
            'The submission has not ended yet; its SVG comes with its end.',
            'The submission failed: there is no SVG. Its status says why.',
            'The submission was cancelled: there is no SVG.',
          ],
          internal: 'The fault is logged under the X-Request-Id of this answer.',
          unavailable: 'The database cannot be reached.',
        }),
      },
    },
  },
};
