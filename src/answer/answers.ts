import * as z from 'zod';
import { STEPS } from '../contract/options.ts';
import { LONGEST_WAIT_SECONDS } from '../http/input/prefer.ts';
import { resultDocument, warning } from './result-schema.ts';
import { SUBMISSION_ID } from '../submissions/id.ts';

/** What submit and status answer: the types of the views, and the schemas of the documentation. */

export const id = z.string().regex(SUBMISSION_ID).meta({
  id: 'SubmissionId',
  description: 'Derived from portrait, label map, landmarks, options and engine: equal submissions have one id.',
  example: 'mfrggzdfmztwq2lknnwg23tpobyxe43uov3ho6dzpiydcmrtgq2q',
});

const instant = z.iso.datetime();
const whole = { id, engine: z.string(), expires_at: instant, warnings: z.array(warning) };

export const links = z
  .object({
    status: z.string().meta({ description: 'Where to ask for the result.' }),
    svg: z.string().meta({ description: 'The SVG as a file, once the submission is done.' }),
    temporal: z.string().exactOptional().meta({ description: "The run in Temporal's UI, where one is known." }),
  })
  .meta({ id: 'Links' });

export const submitAnswer = z
  .object({
    id,
    status: z.enum(['pending', 'processing', 'done', 'failed', 'cancelled']),
    links,
  })
  .meta({ id: 'SubmitAnswer' });

const runningAnswer = z
  .object({
    ...whole,
    status: z.enum(['pending', 'processing']),
    step: z.enum(STEPS).nullable().meta({ description: 'null while no step runs: before the first, or between two.' }),
    progress: z.number().min(0).max(1).meta({ description: 'Share of the steps that have ended.' }),
    attempt: z.int().nullable().meta({ description: 'Which try of the step this is, from 1; null before a run has been seen.' }),
    started_at: instant.nullable().meta({ description: 'null before a run has been seen.' }),
  })
  .meta({ id: 'RunningSubmission' });

const doneAnswer = z
  .object({
    ...whole,
    status: z.literal('done'),
    svg: z.string().meta({ description: 'The SVG document in base64.', contentEncoding: 'base64', contentMediaType: 'image/svg+xml' }),
    ...resultDocument.shape,
    timings_ms: z
      .object({ decode: z.number(), rotate: z.number(), contour: z.number(), render: z.number(), find: z.number().optional(), total: z.number() })
      .meta({ description: 'A step whose output was remembered took 0. total: from being accepted to being done.' }),
  })
  .meta({ id: 'DoneSubmission' });

const failedAnswer = z
  .object({
    ...whole,
    status: z.literal('failed'),
    error: z.object({ code: z.string(), detail: z.string(), step: z.enum(STEPS).nullable() }),
  })
  .meta({ id: 'FailedSubmission', description: 'The same submission can be sent again.' });

const cancelledAnswer = z
  .object({ ...whole, status: z.literal('cancelled') })
  .meta({ id: 'CancelledSubmission', description: 'The same submission can be sent again.' });

export const statusAnswer = z.union([runningAnswer, doneAnswer, failedAnswer, cancelledAnswer]);

export const waitHeader = z.string().optional().meta({
  description: `wait=N: the answer is held until the submission ends or N seconds have passed, ${LONGEST_WAIT_SECONDS} at most (RFC 7240).`,
  example: 'wait=10',
});

export type SubmitAnswer = z.infer<typeof submitAnswer>;
export type StatusAnswer = z.infer<typeof statusAnswer>;
