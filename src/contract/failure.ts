import * as z from 'zod';
import { STEPS } from './run.ts';
import type { Warning } from './warning.ts';

/** Why a submission failed: the same in its status, in lists, events and webhooks, and in its row. */
export const failure = z.object({ code: z.string(), detail: z.string(), step: z.enum(STEPS).nullable() });

/** As it is kept: with what there was to say of the input before it failed. */
export type Failure = z.infer<typeof failure> & { warnings?: Warning[] };
