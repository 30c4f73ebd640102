import { CancelledFailure, Context } from '@temporalio/activity';
import { asFailure } from './as-failure.ts';

/** Well below the heartbeat timeout of workflows/retry-policies.ts. */
const HEARTBEAT_MS = 2_000;

/** What an activity is told of the try that it is. */
export interface Attempt {
  /** True from the second try on: an earlier one may have finished its work and died before it could say so. */
  readonly isRetry: boolean;
  /** The submission that the try belongs to: its id is the workflow's. */
  readonly submissionId: string;
  /** The workflow run that the try belongs to. */
  readonly runId: string;
  /** Aborted once the workflow is cancelled or the worker shuts down. */
  readonly signal: AbortSignal;
}

/**
 * Gives a step its heartbeat and its error boundary. Heartbeats come from a timer on the main thread, which is free
 * because pixels are worked on elsewhere; they carry nothing, they only say that the worker lives.
 */
export function asActivity<I, O>(work: (input: I, attempt: Attempt) => Promise<O>): (input: I) => Promise<O> {
  return async (input) => {
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
    try {
      const { attempt, workflowExecution } = context.info;
      const { workflowId: submissionId = '', runId = '' } = workflowExecution ?? {};
      return await work(input, { isRetry: attempt > 1, submissionId, runId, signal: context.cancellationSignal });
    } catch (error) {
      throw context.cancellationSignal.aborted ? new CancelledFailure('The step was told to stop.') : asFailure(error);
    } finally {
      clearInterval(beat);
    }
  };
}
