import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { TRACE_HEADER, type TraceCarrier } from '../src/contract/trace.ts';

const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** These headers with a trace, or as they are where there is none. */
export function withTrace(headers: Headers, traceparent: string | null): Headers {
  if (traceparent === null) return headers;
  return { ...headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload({ traceparent } satisfies TraceCarrier) };
}

/** The trace that came along. Null where none did, or one that cannot be read: no run fails for that. */
export function traceparentIn(headers: Headers): string | null {
  const payload = headers[TRACE_HEADER];
  if (payload === undefined) return null;
  try {
    const { traceparent } = defaultPayloadConverter.fromPayload<Partial<TraceCarrier>>(payload);
    return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : null;
  } catch {
    return null;
  }
}
