import * as z from 'zod';

export const liveAnswer = z.object({ status: z.literal('live') }).meta({ id: 'Live' });

const probe = z.object({
  status: z.enum(['up', 'down']),
  detail: z.string().exactOptional(),
});

export const readyAnswer = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.object({ postgres: probe, temporal: probe, worker: probe }),
  })
  .meta({ id: 'Ready', description: 'ready: a submission would be processed.' });

export type LiveAnswer = z.infer<typeof liveAnswer>;
export type ReadyAnswer = z.infer<typeof readyAnswer>;
