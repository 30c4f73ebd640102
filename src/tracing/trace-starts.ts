import { context, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import { WorkflowExecutionAlreadyStartedError, type WorkflowClientInterceptor } from '@temporalio/client';
import { withTrace } from '../../workflows/trace-header.ts';
import { markFailed, runAttributes } from './attributes.ts';
import { traceparentOf } from './parents.ts';

/** A span for each start of a run, which the run's own span then has as its parent. A run that is joined keeps the one it has. */
export function traceStarts(tracer: Tracer): WorkflowClientInterceptor {
  return {
    async startWithDetails(input, next) {
      const { workflowType, options } = input;
      const attributes = runAttributes({ workflowType, workflowId: options.workflowId });
      const span = tracer.startSpan(`StartWorkflow:${workflowType}`, { kind: SpanKind.CLIENT, attributes });
      const headers = withTrace(input.headers, traceparentOf(span.spanContext()));
      try {
        const started = await context.with(trace.setSpan(context.active(), span), () => next({ ...input, headers }));
        span.setAttribute('temporalRunId', started.runId);
        return started;
      } catch (error) {
        // That a run has completed before is an answer.
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) markFailed(span, error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
