import { defaultTextMapGetter, isSpanContextValid, ROOT_CONTEXT, type Context, type SpanContext } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

const w3c = new W3CTraceContextPropagator();

/** The span named by a carrier's `traceparent` and `tracestate`, as the parent of what comes; the root where there is none. */
export function parentIn(carrier: object): Context {
  return w3c.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
}

/** Null for a span of no trace. `tracestate` stays behind: what callers write into it is not to lie in histories. */
export function traceparentOf(span: SpanContext): string | null {
  if (!isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-0${span.traceFlags & 1}`;
}
