import * as z from 'zod';
import { failure } from '../../contract/failure.ts';
import { ENDED_STATUSES, PHASES, STEPS } from '../../contract/run.ts';
import { id } from '../../contract/submission-id.ts';
import { links } from '../../contract/answers.ts';

/** Data of the events `progress`: how far a submission is, each time that changes. */
export const progressEvent = z
  .object({
    id,
    status: z.literal('pending'),
    phase: z.enum(PHASES),
    step: z.enum(STEPS).nullable(),
    progress: z.number().min(0).max(1),
    attempt: z.int().nullable(),
    started_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ProgressEvent' });

/** Data of the event `end`, the last one. */
export const endEvent = z
  .object({
    id,
    status: z.enum(ENDED_STATUSES),
    error: failure.exactOptional().meta({ description: 'Of one that failed.' }),
    links,
  })
  .meta({ id: 'EndEvent' });

export type ProgressEvent = z.infer<typeof progressEvent>;
export type EndEvent = z.infer<typeof endEvent>;
