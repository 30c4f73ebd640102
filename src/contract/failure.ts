import * as z from 'zod';
import { STEPS } from './run.ts';

/** Why a submission failed: the same in its status, in lists, events and webhooks, and in its row. */
export const failure = z.object({ code: z.string(), detail: z.string(), step: z.enum(STEPS).nullable() });

export type Failure = z.infer<typeof failure>;
