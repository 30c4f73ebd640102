import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../../contract/submission-id.ts';
import { waitHeader, submitAnswer } from '../../contract/answers.ts';
import { PATHS } from '../../contract/paths.ts';
import { LISTED_STATUSES, listAnswer } from '../list/answer.ts';
import { CURSOR } from '../list/cursor.ts';
import { LIST_LIMIT } from '../list/route.ts';
import { commonHeaders, location, noStore, preferenceApplied, requestIdHeader, retryAfter } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const requestId = z.object({ 'X-Request-Id': requestIdHeader });
const headers = z.object({ ...commonHeaders, 'Cache-Control': noStore });
const tags = ['Submissions'];

/** What becomes of submissions after they were sent. */
export const lifePaths: ZodOpenApiPathsObject = {
  [PATHS.list]: {
    get: {
      operationId: 'list',
      tags,
      summary: 'Your submissions, the one accepted last first',
      requestParams: {
        query: z.object({
          status: z.enum(LISTED_STATUSES).optional().meta({ description: 'Those with this status alone.' }),
          limit: z.int().min(LIST_LIMIT.min).max(LIST_LIMIT.max).optional().meta({ description: `Of a page; ${LIST_LIMIT.fallback} where left out.` }),
          cursor: z.string().regex(CURSOR).optional().meta({ description: '`next` of the page before, with the same `status`.' }),
        }),
        header: requestId,
      },
      responses: {
        '200': {
          description: 'A page.',
          headers: headers.extend({
            Link: z.string().optional().meta({ description: 'The next page as `rel="next"` (RFC 8288), where there is one.' }),
          }),
          content: { 'application/json': { schema: listAnswer } },
        },
        ...problemResponses({
          invalid_request: [
            'The parameter `status` is pending, done, failed or cancelled.',
            `The parameter \`limit\` is a whole number from ${LIST_LIMIT.min} to ${LIST_LIMIT.max}.`,
            'The parameter `cursor` is the `next` of an earlier page.',
          ],
          ...ANY_PROBLEM,
        }),
      },
    },
  },
  [PATHS.cancel]: {
    post: {
      operationId: 'cancel',
      tags,
      summary: 'End a submission before it is done',
      description: 'The step that runs is stopped. Harmless where the submission has ended: it stays as it is. One that was cancelled can be sent again.',
      requestParams: { path: z.object({ id }), header: requestId.extend({ Prefer: waitHeader }) },
      responses: {
        '200': {
          description: 'The submission has ended: `cancelled`, or otherwise before it could be.',
          headers: headers.extend({ Location: location, 'Preference-Applied': preferenceApplied }),
          content: { 'application/json': { schema: submitAnswer } },
        },
        '202': {
          description: 'The run was told to end and will, in a moment.',
          headers: headers.extend({ Location: location, 'Retry-After': retryAfter, 'Preference-Applied': preferenceApplied }),
          content: { 'application/json': { schema: submitAnswer } },
        },
        ...problemResponses({ ...ABSENT_PROBLEMS, ...ANY_PROBLEM }),
      },
    },
  },
  [PATHS.submission]: {
    delete: {
      operationId: 'erase',
      tags,
      summary: 'Erase a submission and everything that came of it',
      description:
        "Stops it where it runs, and erases the workflow's history, the row, and the portrait, label map, landmarks and results that no other submission uses. Every route of it answers 410 from then on, until an equal submission is sent. While Temporal is away nothing is erased, and the answer is 503.",
      requestParams: { path: z.object({ id }), header: requestId },
      responses: {
        '204': { description: 'It is erased.', headers },
        ...problemResponses({ ...ABSENT_PROBLEMS, ...ANY_PROBLEM }),
      },
    },
  },
};
