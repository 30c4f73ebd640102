import * as z from 'zod';

export const commonHeaders = {
  'X-Request-Id': z.string().meta({ description: "The caller's own where it sent one, else a new one. The log has it too." }),
};

export const retryAfter = z.string().meta({ description: 'Seconds until asking again makes sense.', example: '1' });

export const preferenceApplied = z.string().optional().meta({
  description: 'wait=N, where the answer was held or would have been.',
});

export const requestIdHeader = z.string().optional().meta({
  description: 'Up to 128 letters, digits, `_`, `.`, `:` and `-`; anything else is replaced.',
});

export const ifNoneMatch = z.string().optional().meta({ description: 'The ETag of an earlier answer.' });
