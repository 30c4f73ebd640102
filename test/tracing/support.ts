import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type Sampler } from '@opentelemetry/sdk-trace-base';
import { createChosenIds } from '../../src/tracing/chosen-ids.ts';

/** A tracer whose spans stay in memory. */
export function tracerInMemory(sampler?: Sampler) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const exporter = new InMemorySpanExporter();
  const ids = createChosenIds();
  const provider = new BasicTracerProvider({
    idGenerator: ids,
    spanProcessors: [new SimpleSpanProcessor(exporter)],
    ...(sampler && { sampler }),
  });
  return { tracer: provider.getTracer('test'), ids, spans: () => exporter.getFinishedSpans() };
}
