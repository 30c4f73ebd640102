import * as z from 'zod';

/** What a caller should know of a result that is none the less there. */
export const warning = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'Warning' });

export type Warning = z.infer<typeof warning>;
