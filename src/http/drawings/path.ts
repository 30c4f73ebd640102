import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../../contract/submission-id.ts';
import { waitHeader, submitAnswer } from '../../contract/answers.ts';
import { drawingBody } from './body.ts';
import { PATHS } from '../../contract/paths.ts';
import { commonHeaders, location, noStore, preferenceApplied, requestIdHeader, retryAfter } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const headers = z.object({ ...commonHeaders, 'Cache-Control': noStore, Location: location, 'Preference-Applied': preferenceApplied });

export const drawingsPath: ZodOpenApiPathsObject = {
  [PATHS.drawings]: {
    post: {
      operationId: 'draw',
      tags: ['Submissions'],
      summary: 'What was sent for a submission, drawn with other options',
      description:
        'A submission of its own, with an id of its own; nothing is sent again, and only those steps are computed that see a change: a new style is drawn over the same regions, a new detail traces the same label map. Takes a submission of any status, and expires with it at the latest.',
      requestParams: { path: z.object({ id }), header: z.object({ Prefer: waitHeader, 'X-Request-Id': requestIdHeader }) },
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: drawingBody,
            examples: {
              style: { value: { style: { theme: 'print', regions: { '10': { fill: 'teal' } } } } },
              detail: { value: { contours: { detail: { max_points: 200 } } } },
            },
          },
        },
      },
      responses: {
        '200': {
          description: 'The drawing is there already.',
          headers,
          content: { 'application/json': { schema: submitAnswer } },
        },
        '202': {
          description: 'The drawing is accepted.',
          headers: headers.extend({ 'Retry-After': retryAfter }),
          content: { 'application/json': { schema: submitAnswer } },
        },
        ...problemResponses({
          ...ABSENT_PROBLEMS,
          invalid_json: 'The body is not valid JSON in UTF-8.',
          invalid_request: 'The body must be a JSON object.',
          invalid_option: '/contours/smooth: There is no such option.',
          invalid_landmarks: 'Invalid or missing facial landmarks.',
          unknown_landmark_schema: '/alignment: The schema five-point has 5 points, and there are 478.',
          invalid_segmentation_map: '/labels/palette: The label map has 16 bits a sample, and the colours of palette lapa-11 have eight.',
          too_large: 'The body is larger than 65536 bytes.',
          unsupported_media_type: 'The body must be sent as application/json.',
          busy: '1000 submissions may wait for their end at once, and as many do. Send this one later.',
          ...ANY_PROBLEM,
        }),
      },
    },
  },
};
