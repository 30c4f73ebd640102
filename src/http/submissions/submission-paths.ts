import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../../contract/submission-id.ts';
import { waitHeader, statusAnswer, submitAnswer } from '../../contract/answers.ts';
import { SUBMIT_EXAMPLE } from '../input/body-example.ts';
import { submitBody, submitForm } from '../input/body-schema.ts';
import { PATHS } from '../../contract/paths.ts';
import { INVALID_LANDMARKS_DETAIL } from '../problem.ts';
import { frameParameter } from '../../contract/result.ts';
import { commonHeaders, ifNoneMatch, location, preferenceApplied, requestIdHeader, retryAfter } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const requestHeaders = z.object({ Prefer: waitHeader, 'X-Request-Id': requestIdHeader });

/** What is wrong with what was sent, as far as that shows without its pixels. */
export const SUBMIT_PROBLEMS = {
  invalid_json: 'The body is not valid JSON in UTF-8.',
  too_large: '/image: The portrait is 20000 by 20000 pixels; at most 50000000 pixels are taken.',
  unsupported_media_type: 'The body must be sent as application/json or multipart/form-data.',
  invalid_landmarks: INVALID_LANDMARKS_DETAIL,
  unknown_landmark_schema: '/landmarks: No known landmark schema has 3 points.',
  invalid_image: '/image: The image is not a PNG, JPEG, WebP, AVIF, TIFF or GIF.',
  invalid_segmentation_map: '/segmentation_map: The label map is empty.',
  lossy_segmentation_map: '/segmentation_map: A JPEG blends neighbouring labels into labels that nobody drew. Send a PNG.',
  invalid_option: '/options/contours/smooth: There is no such option.',
  invalid_request: 'The body must be a JSON object.',
} as const;

export const submissionPaths: ZodOpenApiPathsObject = {
  [PATHS.submit]: {
    post: {
      operationId: 'submit',
      tags: ['Submissions'],
      summary: 'Send a portrait, its label map and its landmarks',
      description: 'Equal submissions have one id, one run and one result. One that failed or was cancelled runs again.',
      requestParams: { header: requestHeaders },
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: submitBody, examples: { small: { value: SUBMIT_EXAMPLE } } },
          'multipart/form-data': { schema: submitForm },
        },
      },
      responses: {
        '200': {
          description: 'The submission has ended; its result is there already.',
          headers: z.object({ ...commonHeaders, Location: location, 'Preference-Applied': preferenceApplied }),
          content: { 'application/json': { schema: submitAnswer } },
        },
        '202': {
          description: 'The submission is accepted and will be processed, whatever happens to this server.',
          headers: z.object({
            ...commonHeaders,
            Location: location,
            'Retry-After': retryAfter,
            'Preference-Applied': preferenceApplied,
          }),
          content: { 'application/json': { schema: submitAnswer } },
        },
        ...problemResponses({
          ...SUBMIT_PROBLEMS,
          gone: ABSENT_PROBLEMS.gone[0],
          busy: 'Too many large bodies have been sent at once. Send this one again.',
          ...ANY_PROBLEM,
        }),
      },
    },
  },
  [PATHS.status]: {
    get: {
      operationId: 'status',
      tags: ['Submissions'],
      summary: 'How far a submission is, and its result once it is done',
      requestParams: {
        path: z.object({ id }),
        query: z.object({ frame: frameParameter }),
        header: requestHeaders.extend({ 'If-None-Match': ifNoneMatch }),
      },
      responses: {
        '200': {
          description: 'The submission. `Retry-After` comes while it runs, `ETag` once it has ended.',
          headers: z.object({
            ...commonHeaders,
            ETag: z.string().optional(),
            'Cache-Control': z.string(),
            'Retry-After': retryAfter.optional(),
            'Preference-Applied': preferenceApplied,
          }),
          content: { 'application/json': { schema: statusAnswer } },
        },
        '304': {
          description: 'The submission has ended, and its answer is the one the caller has.',
          headers: z.object({ ...commonHeaders, ETag: z.string(), 'Cache-Control': z.string(), 'Preference-Applied': preferenceApplied }),
        },
        ...problemResponses({
          ...ABSENT_PROBLEMS,
          invalid_request: 'The parameter `frame` is upright or original.',
          ...ANY_PROBLEM,
        }),
      },
    },
  },
};
