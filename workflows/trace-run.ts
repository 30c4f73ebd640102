import { TemporalFailure } from '@temporalio/common';
import { isCancellation, proxySinks, workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { spanIdOfRun, traceIdOfRun, type TraceSinks } from '../src/contract/trace.ts';
import { describeFailure } from './failure.ts';
import { traceparentIn, withTrace } from './trace-header.ts';

const { traces } = proxySinks<TraceSinks>();

/**
 * Hands the trace that a run came with on to its activities and children, and says at its end how it went. Part of the
 * bundle of workers that trace (src/temporal/bundle.ts). It draws no random number and issues no command, so a run may
 * pass from a worker that traces to one that does not, and back.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let traceparent: string | null = null;
  /** The run as the parent of what it schedules. */
  const handedOn = (): string | null => {
    if (traceparent === null) return null;
    const [version, traceId, , flags] = traceparent.split('-');
    return [version, traceId, spanIdOfRun(workflowInfo().runId), flags].join('-');
  };
  const ended = (end: string | null) =>
    traces.ended({ traceparent, startMs: workflowInfo().runStartTime.getTime(), endMs: Date.now(), end });

  return {
    inbound: [
      {
        async execute(input, next) {
          traceparent = traceparentIn(input.headers);
          try {
            const output = await next(input);
            ended(null);
            return output;
          } catch (error) {
            // Anything else ends a workflow task and not the run.
            if (error instanceof TemporalFailure) ended(isCancellation(error) ? 'cancelled' : describeFailure(error).code);
            throw error;
          }
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: withTrace(input.headers, handedOn()) }),
        scheduleLocalActivity: (input, next) => next({ ...input, headers: withTrace(input.headers, handedOn()) }),
        startChildWorkflowExecution: (input, next) => next({ ...input, headers: withTrace(input.headers, handedOn()) }),
        getLogAttributes(input, next) {
          const { runId } = workflowInfo();
          return next({ ...input, trace_id: traceparent?.split('-')[1] ?? traceIdOfRun(runId), span_id: spanIdOfRun(runId) });
        },
      },
    ],
  };
};
