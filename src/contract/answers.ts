import * as z from 'zod';
import { failure } from './failure.ts';
import { resultDocument } from './result.ts';
import { answeredRegion, answeredZone } from './result/region.ts';
import { ENDED_STATUSES, PHASES, STEPS } from './run.ts';
import { id } from './submission-id.ts';
import { warning } from './warning.ts';

/** What submit and status answer: the types of the views, and the schemas of the documentation. */

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
    status: z.enum(['pending', ...ENDED_STATUSES]),
    links,
  })
  .meta({ id: 'SubmitAnswer' });

const runningAnswer = z
  .object({
    ...whole,
    status: z.literal('pending').meta({ description: '`pending` until the submission has ended; `phase`, `step` and `progress` say how far it is.' }),
    phase: z.enum(PHASES).meta({ description: '`queued`: it waits for a worker. `running`: one has taken it up.' }),
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
    regions: z.array(answeredRegion),
    zones: z.array(answeredZone),
    timings_ms: z
      .object({ decode: z.number(), rotate: z.number(), contour: z.number(), render: z.number(), find: z.number().optional(), total: z.number() })
      .meta({ description: 'A step whose output was remembered took 0. total: from being accepted to being done.' }),
  })
  .meta({ id: 'DoneSubmission' });

const failedAnswer = z
  .object({
    ...whole,
    status: z.literal('failed'),
    error: failure,
  })
  .meta({ id: 'FailedSubmission', description: 'The same submission can be sent again.' });

const cancelledAnswer = z
  .object({ ...whole, status: z.literal('cancelled') })
  .meta({ id: 'CancelledSubmission', description: 'The same submission can be sent again.' });

export const statusAnswer = z.union([runningAnswer, doneAnswer, failedAnswer, cancelledAnswer]);

/** A request is never held longer, so that no proxy on the way gives up first. */
export const MAX_WAIT_SECONDS = 60;

export const waitHeader = z.string().optional().meta({
  description: `wait=N: the answer is held until the submission ends or N seconds have passed, ${MAX_WAIT_SECONDS} at most (RFC 7240).`,
  example: 'wait=10',
});

export type SubmitAnswer = z.infer<typeof submitAnswer>;
export type StatusAnswer = z.infer<typeof statusAnswer>;
