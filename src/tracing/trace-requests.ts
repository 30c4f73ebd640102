import { context, SpanKind, trace, type Span, type Tracer } from '@opentelemetry/api';
import type { Context, Middleware } from 'koa';
import type { RequestState } from '../http/request-state.ts';
import { routePattern } from '../http/middleware/route-pattern.ts';
import { isQuiet } from '../http/middleware/quiet-routes.ts';
import { markFailed, SUBMISSION_ID } from './attributes.ts';
import { parentIn } from './parents.ts';

/**
 * A span for each request, from its head to the last byte of its answer, in the trace that the caller sent (W3C
 * `traceparent`) or in one of its own. Of the path it has the route's pattern, of the headers nothing. Probes and scrapes
 * have none.
 */
export function traceRequests(tracer: Tracer): Middleware<RequestState> {
  return async (ctx, next) => {
    if (isQuiet(ctx.path)) return next();
    const parent = parentIn(ctx.headers);
    const attributes = { 'http.request.method': ctx.method, 'url.scheme': ctx.protocol };
    const span = tracer.startSpan(ctx.method, { kind: SpanKind.SERVER, attributes }, parent);
    ctx.res.once('close', () => {
      describe(span, ctx);
      span.end();
    });
    return context.with(trace.setSpan(parent, span), next);
  };
}

function describe(span: Span, ctx: Context): void {
  const route = routePattern(ctx);
  if (route !== 'none') {
    span.updateName(`${ctx.method} ${route}`);
    span.setAttribute('http.route', route);
  }
  const { submissionId } = ctx.state as Partial<RequestState>;
  if (submissionId !== undefined) span.setAttribute(SUBMISSION_ID, submissionId);
  // Whoever hung up before the answer began was answered nothing.
  if (!ctx.res.headersSent) return;
  const { statusCode } = ctx.res;
  span.setAttribute('http.response.status_code', statusCode);
  if (statusCode < 500) return;
  const { code } = (ctx.body ?? {}) as { code?: string };
  markFailed(span, code ?? String(statusCode));
}
