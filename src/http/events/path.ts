import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { id } from '../../contract/submission-id.ts';
import { endEvent, progressEvent } from './answer.ts';
import { PATHS } from '../../contract/paths.ts';
import { commonHeaders, noStore, requestIdHeader } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const headers = z.object({ ...commonHeaders, 'Cache-Control': noStore });

const EXAMPLE = `retry: 1000

id: mfb2q1-running-contour-50-1
event: progress
data: {"id":"…","status":"pending","phase":"running","step":"contour","progress":0.5,"attempt":1,"started_at":"2026-01-02T03:04:05.000Z"}

id: mfb2q1-done
event: end
data: {"id":"…","status":"done","links":{"status":"…","svg":"…"}}

`;

/** OpenAPI 3.1 has no word for a stream: its tools take the schema for that of the whole text, or for that of each event. */
const stream = z.union([
  z.object({
    id: z.string(),
    event: z.enum(['progress', 'end']),
    data: z.string().meta({ contentMediaType: 'application/json', description: 'A ProgressEvent or an EndEvent.' }),
  }),
  z.string(),
]);

export const eventsPath: ZodOpenApiPathsObject = {
  [PATHS.events]: {
    get: {
      operationId: 'events',
      tags: ['Submissions'],
      summary: 'How far a submission is, as it changes, up to its end',
      description:
        "Server-sent events (WHATWG HTML, 9.2). `progress` has a ProgressEvent as its data, each time that phase, step, progress or attempt change; `end`, the last one, an EndEvent. Steps that are over within a quarter of a second may pass unseen. A stream that breaks off goes on from its last event's id; where the submission was erased, the next request is answered 410.",
      requestParams: {
        path: z.object({ id }),
        header: z.object({
          'Last-Event-ID': z.string().optional().meta({ description: 'Of the last event that was seen: what it told is not told again.' }),
          'X-Request-Id': requestIdHeader,
        }),
      },
      responses: {
        '200': {
          description: 'The stream. Its data are ProgressEvent and EndEvent in JSON.',
          headers: headers.extend({ 'X-Accel-Buffering': z.literal('no') }),
          content: { 'text/event-stream': { schema: stream, examples: { contour: { value: EXAMPLE } } } },
        },
        '204': { description: 'The end was the last event seen: there is nothing to come.', headers },
        ...problemResponses({
          ...ABSENT_PROBLEMS,
          busy: 'Too many event streams are open. Ask for the status instead.',
          ...ANY_PROBLEM,
        }),
      },
    },
  },
};

/** Schemas that no answer refers to. */
export const eventSchemas = { ProgressEvent: progressEvent, EndEvent: endEvent };
