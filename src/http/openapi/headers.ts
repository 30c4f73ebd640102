import * as z from 'zod';

/** On every answer. */
export const commonHeaders = {
  'X-Request-Id': z.string().meta({ description: "The caller's own where it sent one, else a new one. The log has it too." }),
  'X-Content-Type-Options': z.literal('nosniff'),
  'Referrer-Policy': z.literal('no-referrer'),
  'Cross-Origin-Resource-Policy': z.literal('same-origin'),
  'Content-Security-Policy': z.string().meta({ description: 'What an answer may do that is opened as a page: nothing, but where a route says otherwise.' }),
  'Cache-Control': z.string().optional(),
  RateLimit: z.string().optional().meta({
    description: 'Where a rate is set: requests left, and seconds until all of them are there again (draft-ietf-httpapi-ratelimit-headers).',
    example: '"default";r=99;t=41',
  }),
  'RateLimit-Policy': z.string().optional().meta({ description: 'Where a rate is set: requests, and in how many seconds.', example: '"default";q=600;w=60' }),
};

export const retryAfter = z.string().meta({ description: 'Seconds until asking again makes sense.', example: '1' });

export const preferenceApplied = z.string().optional().meta({
  description: 'wait=N, where the answer was held or would have been.',
});

export const noStore = z.literal('no-store');

export const authenticateHeader = z.string().meta({ example: 'Bearer realm="frontal"' });

export const location = z.string().meta({ description: 'Where to ask for the result.' });

export const requestIdHeader = z.string().optional().meta({
  description: 'Up to 128 letters, digits, `_`, `.`, `:` and `-`; anything else is replaced.',
});

export const ifNoneMatch = z.string().optional().meta({ description: 'The ETag of an earlier answer.' });
