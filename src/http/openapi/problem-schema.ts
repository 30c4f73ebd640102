import * as z from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { NO_KEY, WRONG_KEY } from '../access/authenticate.ts';
import { PROBLEM_TYPE, problemOf, type Problem } from '../problem.ts';
import { authenticateHeader, commonHeaders, noStore, retryAfter } from './headers.ts';

const code = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ id: 'ErrorCode' });

export const problem = z
  .object({
    type: z.string().meta({ description: 'The code as a URN.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code,
    errors: z.array(
      z.object({
        pointer: z.string().meta({ description: 'JSON pointer into the body of the request (RFC 6901).' }),
        code,
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' }) satisfies z.ZodType<Problem>;

/** The answers of a route that are errors, by status; each code is shown by an example, or by one for each detail. */
export function problemResponses(
  examples: Partial<Record<ErrorCode, string | readonly string[]>>,
): Record<string, ZodOpenApiResponseObject> {
  const byStatus = new Map<number, [ErrorCode, readonly string[]][]>();
  for (const [key, details] of Object.entries(examples)) {
    const errorCode = key as ErrorCode;
    const { status } = ERRORS[errorCode];
    byStatus.set(status, [...(byStatus.get(status) ?? []), [errorCode, [details].flat()]]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map(([errorCode]) => `\`${errorCode}\`: ${ERRORS[errorCode].title}.`).join('\n\n'),
        headers: z.object({ ...commonHeaders, 'Cache-Control': noStore, ...HEADERS_OF_STATUS[status] }),
        content: {
          [PROBLEM_TYPE]: {
            schema: problem,
            examples: Object.fromEntries(
              codes.flatMap(([errorCode, details]) =>
                details.map((detail, index) => [
                  index === 0 ? errorCode : `${errorCode}_${index + 1}`,
                  { value: problemOf(errorCode, detail) },
                ]),
              ),
            ),
          },
        },
      },
    ]),
  );
}

const HEADERS_OF_STATUS: Partial<Record<number, z.ZodRawShape>> = {
  401: { 'WWW-Authenticate': authenticateHeader },
  429: { 'Retry-After': retryAfter },
  503: { 'Retry-After': retryAfter },
};

/** What any route of the API can answer. */
export const ANY_PROBLEM = {
  unauthorized: [NO_KEY, WRONG_KEY],
  foreign_request: 'Without API keys no request is taken from a page of another origin: CORS_ORIGINS can let it in.',
  rate_limited: 'No more than 600 requests are taken in 60 seconds.',
  internal: 'The fault is logged under the X-Request-Id of this answer.',
  unavailable: 'The database cannot be reached.',
} as const;

/** What any route of one submission can answer. */
export const ABSENT_PROBLEMS = {
  not_found: 'There is no submission with this id.',
  gone: [
    'The submission was deleted, with everything that came of it. Sent again, it is a new one.',
    'The submission was kept as long as it was to be kept, and then erased. Sent again, it is a new one.',
  ],
} as const;
