import cors from '@koa/cors';
import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';

/** Headers that a page may read of an answer. */
const READABLE = ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Preference-Applied'];

/** Lets the pages of these origins call the API (CORS); `*` lets those of any. Without any, browsers keep pages out. */
export function allowOrigins(origins: readonly string[]): Middleware<RequestState> {
  if (origins.length === 0) return (_ctx, next) => next();
  const anyOrigin = origins.includes('*');
  return cors({
    origin: ({ headers: { origin = '' } }) => (anyOrigin ? '*' : origins.includes(origin) ? origin : ''),
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match', 'Last-Event-ID', 'Prefer', 'X-API-Key', 'X-Request-Id', 'traceparent', 'tracestate'],
    exposeHeaders: READABLE,
    maxAge: 600,
    keepHeadersOnError: true,
  });
}
