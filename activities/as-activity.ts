import { CancelledFailure, Context } from '@temporalio/activity';
import { asFailure } from './as-failure.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';

/** Well below the heartbeat timeout of workflows/retry-policies.ts. */
const HEARTBEAT_MS = 2_000;

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
