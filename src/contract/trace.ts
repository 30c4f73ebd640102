/** What the API, the workflow and the worker agree on of traces. Imports nothing, like contract.ts. */

/** The header of starts and activities in which every SDK of Temporal hands a trace on, as JSON. */
export const TRACE_HEADER = '_tracer-data';

export interface TraceCarrier {
  /** As W3C writes it: `00-<trace id>-<span id>-<flags>`. */
  traceparent: string;
}

/** What a run says of itself at its end, beside its ids. */
export interface RunTrace {
  /** The span that started the run; null where that was not traced. */
  traceparent: string | null;
  startMs: number;
  endMs: number;
  /** Why it failed, as a code of the contract, or `cancelled`; null: it has done its work. */
  end: string | null;
}

// A type and not an interface: sinks are indexed by their names.
export type TraceSinks = { traces: { ended(run: RunTrace): void } };

/**
 * A run's ids are UUIDs, and so give those of its trace where none came with its start, and of its span: known to the
 * workflow, which may draw nothing at random for it, and to every worker. The half that the span takes is never all zero.
 */
export function traceIdOfRun(runId: string): string {
  return runId.replaceAll('-', '');
}

export function spanIdOfRun(runId: string): string {
  return traceIdOfRun(runId).slice(16);
}
