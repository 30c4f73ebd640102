import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { SUBMIT_EXAMPLE } from '../input/body-example.ts';
import { submitBody, submitForm } from '../input/body-schema.ts';
import { PATHS } from '../../contract/paths.ts';
import { validateAnswer } from './answer.ts';
import { commonHeaders, noStore, requestIdHeader } from '../openapi/headers.ts';
import { ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';
import { SUBMIT_PROBLEMS } from '../submissions/submission-paths.ts';

export const validatePath: ZodOpenApiPathsObject = {
  [PATHS.validate]: {
    post: {
      operationId: 'validate',
      tags: ['Submissions'],
      summary: 'What would be said of a submission, without sending it',
      description:
        'Takes what submit takes, and decodes it: landmark and label schema, angle, labels and warnings, or what a submit would refuse or end as failed with. Nothing is stored. Borders are not traced.',
      requestParams: { header: z.object({ 'X-Request-Id': requestIdHeader }) },
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: submitBody, examples: { small: { value: SUBMIT_EXAMPLE } } },
          'multipart/form-data': { schema: submitForm },
        },
      },
      responses: {
        '200': {
          description: 'The submission would be processed.',
          headers: z.object({ ...commonHeaders, 'Cache-Control': noStore }),
          content: { 'application/json': { schema: validateAnswer } },
        },
        ...problemResponses({
          ...SUBMIT_PROBLEMS,
          NoFace: 'The label map holds nothing but background (label 0).',
          landmarks_do_not_match_map: 'None of the landmarks lies on a label of the map.',
          busy: 'Too many submissions are being validated. Send this one again.',
          ...ANY_PROBLEM,
        }),
      },
    },
  },
};
