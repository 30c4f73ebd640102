import { context, isSpanContextValid, trace, type SpanContext } from '@opentelemetry/api';

/** What a log line says of the span it belongs to, by the names that OpenTelemetry gives them in logs. */
export function logFieldsOf(span: SpanContext | undefined = trace.getSpanContext(context.active())): Record<string, string> {
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
