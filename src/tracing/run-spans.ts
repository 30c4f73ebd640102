import { trace, TraceFlags, type Context, ROOT_CONTEXT, type Tracer } from '@opentelemetry/api';
import { spanIdOfRun, traceIdOfRun, type RunTrace } from '../contract/trace.ts';
import { markFailed, runAttributes } from './attributes.ts';
import type { ChosenIds } from './chosen-ids.ts';
import { parentIn } from './parents.ts';

export interface TracedRun {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly runId: string;
}

export interface RunSpans {
  /** Writes down the span of a run that has ended. */
  record(run: TracedRun, ended: RunTrace): void;
  /** The span of a run whose start was not traced, as a parent: of a schedule, or begun while nobody traced. */
  untracedParent(runId: string): Context;
}

/** The spans of runs. No worker has one open: a run passes from worker to worker, and its span is known by the run's id. */
export function createRunSpans(tracer: Tracer, ids: ChosenIds): RunSpans {
  const ofRun = (runId: string) => ({ traceId: traceIdOfRun(runId), spanId: spanIdOfRun(runId) });
  return {
    record(run, { traceparent, startMs, endMs, end }) {
      const parent = traceparent === null ? ROOT_CONTEXT : parentIn({ traceparent });
      const span = ids.within(ofRun(run.runId), () =>
        tracer.startSpan(`RunWorkflow:${run.workflowType}`, { startTime: startMs, attributes: runAttributes(run) }, parent),
      );
      if (end === 'cancelled') span.setAttribute('frontal.end', end);
      else if (end !== null) markFailed(span, end);
      span.end(endMs);
    },
    untracedParent(runId) {
      const chosen = ofRun(runId);
      // Every worker decides alike whether such a trace is sampled: by its id. This span only tells; it is never ended.
      const { traceFlags } = ids.within(chosen, () => tracer.startSpan('RunWorkflow', { root: true }, ROOT_CONTEXT)).spanContext();
      return trace.setSpanContext(ROOT_CONTEXT, { ...chosen, traceFlags: traceFlags & TraceFlags.SAMPLED, isRemote: true });
    },
  };
}
