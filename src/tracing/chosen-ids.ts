import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace-base';

export interface ChosenIds extends IdGenerator {
  /** Spans that begin in `work`, which is not asynchronous, have these ids; all others have random ones. */
  within<T>(chosen: { readonly traceId: string; readonly spanId: string }, work: () => T): T;
}

export function createChosenIds(): ChosenIds {
  const random = new RandomIdGenerator();
  let chosen: { readonly traceId: string; readonly spanId: string } | null = null;
  return {
    generateTraceId: () => chosen?.traceId ?? random.generateTraceId(),
    generateSpanId: () => chosen?.spanId ?? random.generateSpanId(),
    within(ids, work) {
      chosen = ids;
      try {
        return work();
      } finally {
        chosen = null;
      }
    },
  };
}
