import { context, trace, type Span, type Tracer } from '@opentelemetry/api';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { traceparentIn } from '../../workflows/trace-header.ts';
import { markFailed, runAttributes } from './attributes.ts';
import { logFieldsOf } from './log-fields.ts';
import { parentIn } from './parents.ts';
import type { RunSpans } from './run-spans.ts';

/** A span for each try of each activity, with the run's as its parent. */
export function traceActivities(tracer: Tracer, runs: RunSpans): ActivityInterceptorsFactory {
  return ({ info: { activityType, attempt, workflowExecution, workflowType = '' } }) => {
    const { workflowId = '', runId = '' } = workflowExecution ?? {};
    let span: Span | undefined;
    return {
      inbound: {
        async execute(input, next) {
          const traceparent = traceparentIn(input.headers);
          const parent = traceparent === null ? runs.untracedParent(runId) : parentIn({ traceparent });
          const attributes = { ...runAttributes({ workflowId, workflowType, runId }), 'frontal.attempt': attempt };
          span = tracer.startSpan(`RunActivity:${activityType}`, { attributes }, parent);
          try {
            return await context.with(trace.setSpan(parent, span), () => next(input));
          } catch (error) {
            if (error instanceof CancelledFailure) span.setAttribute('frontal.end', 'cancelled');
            else markFailed(span, codeOf(error));
            throw error;
          } finally {
            span.end();
          }
        },
      },
      // The SDK's own lines about the activity are written outside of it.
      outbound: { getLogAttributes: (input, next) => next({ ...input, ...(span && logFieldsOf(span.spanContext())) }) },
    };
  };
}

function codeOf(error: unknown): string {
  if (error instanceof ApplicationFailure && error.type) return error.type;
  return error instanceof Error ? error.name : 'unknown';
}
