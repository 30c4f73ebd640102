import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import type { Middleware } from 'koa';
import type { RequestState } from '../http/request-state.ts';
import type { TraceSinks } from '../contract/trace.ts';
import { createChosenIds } from './chosen-ids.ts';
import { logFieldsOf } from './log-fields.ts';
import { reportOutages } from './report-outages.ts';
import { createRunSpans } from './run-spans.ts';
import { traceActivities } from './trace-activities.ts';
import { traceRequests } from './trace-requests.ts';
import { traceStarts } from './trace-starts.ts';
import { withinBound } from './within-bound.ts';

/** What a process that traces puts around its work. */
export interface Tracing {
  /** To be the outermost of the app's. */
  readonly requests: Middleware<RequestState>;
  readonly starts: WorkflowClientInterceptor;
  /** To be the outermost of the worker's. */
  readonly activities: ActivityInterceptorsFactory;
  /** Of a worker that has the bundle with workflows/trace-run.ts. */
  readonly sinks: InjectedSinks<TraceSinks>;
  /** trace_id and span_id of what is being worked on; nothing outside of any span. */
  logFields(): Record<string, string>;
  /** Sends what is left, if that is quick. Never fails. */
  stop(): Promise<void>;
}

/** A collector that is away must not hold up a process that stops. */
const LAST_SEND_MS = 3_000;

export interface TracingOptions {
  /** service.name, where OTEL_SERVICE_NAME does not say otherwise. */
  readonly service: string;
  /** Told once when traces can no longer be sent (with why), and once when they can again (null). */
  onOutage(error: Error | null): void;
}

/**
 * Sends traces by OTLP over HTTP, as JSON. The SDK itself reads the standard variables for where to, with which headers,
 * which share and under which name: OTEL_EXPORTER_OTLP_*, OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME,
 * OTEL_RESOURCE_ATTRIBUTES, OTEL_BSP_*. Once a process.
 */
export function createTracing({ service, onOutage }: TracingOptions): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const ids = createChosenIds();
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service }))
      .merge(detectResources({ detectors: [envDetector] })),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(reportOutages(new OTLPTraceExporter(), onOutage))],
  });
  const tracer = provider.getTracer('frontal');
  const runs = createRunSpans(tracer, ids);
  return {
    requests: traceRequests(tracer),
    starts: traceStarts(tracer),
    activities: traceActivities(tracer, runs),
    sinks: { traces: { ended: { fn: (info, run) => runs.record(info, run), callDuringReplay: false } } },
    logFields: () => logFieldsOf(),
    stop: () => withinBound(provider.shutdown(), LAST_SEND_MS),
  };
}
