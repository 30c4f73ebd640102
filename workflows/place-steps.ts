import { ActivityFailure, ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { isCancellation, proxyActivities, proxyLocalActivities, workflowInfo, type ActivityInterfaceFor } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Step } from '../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../src/contract/steps.ts';
import { localTry, REMEMBERED_STEP, STEP_PRIORITIES } from './retry-policies.ts';

export type Steps = Pick<ActivityInterfaceFor<Activities>, Step>;

/** @param wasTried an earlier attempt of this run may have done the step's work, and been lost without a trace */
export type Call<O> = (steps: Steps, wasTried: boolean) => Promise<O>;

/** Runs one step where the run's input says; `summary` is shown in the history. */
export type Place = <O>(name: Step, summary: string, call: Call<O>) => Promise<O>;

/**
 * On the task queue, each step is an activity of its own. A local step is worked on inside the workflow task, by the
 * worker that has it: fewer events, no way through the server. What it costs is that a try leaves no trace before the
 * task ends, so only what goes smoothly is local: steps of the first workflow task, one try each. A step that fails, takes
 * long, or may have taken its worker with it goes on the task queue, where tries are counted, heartbeats are heard, and
 * the other workers see it.
 */
export function placeSteps({ placement, delayMs }: ProcessSubmissionInput): Place {
  const onQueue = (name: Step, summary: string): Steps =>
    proxyActivities<Activities>({ ...REMEMBERED_STEP, priority: STEP_PRIORITIES[name], summary });
  if (placement !== 'local') return (name, summary, call) => call(onQueue(name, summary), false);

  // Events up to the start of the first task that works: started, scheduled, started; a timer and its task make five more.
  // A task that was lost, for whatever reason, has left others behind it.
  const undisturbed = delayMs > 0 ? 8 : 3;
  const limits = localTry(workflowInfo().taskTimeoutMs);
  return async (name, summary, call) => {
    // It takes as long as a local try may, where the models are still to be read.
    if (name === 'find') return call(onQueue(name, summary), false);
    if (workflowInfo().historyLength !== undisturbed) return call(onQueue(name, summary), true);
    try {
      return await call(proxyLocalActivities<Activities>({ ...limits, summary }), false);
    } catch (error) {
      if (isFinal(error)) throw ofStep(name, error);
      return call(onQueue(name, summary), true);
    }
  };
}

/** A local step's own failure comes bare; one on the task queue comes inside of an ActivityFailure. */
function causeOf(error: unknown): unknown {
  return error instanceof ActivityFailure ? error.cause : error;
}

function isFinal(error: unknown): boolean {
  if (isCancellation(error) || !(error instanceof TemporalFailure)) return true;
  const cause = causeOf(error);
  return cause instanceof ApplicationFailure && cause.nonRetryable === true;
}

/** So that whoever reads the failure of the run finds the step in it, wherever it was worked on. */
function ofStep(step: Step, error: unknown): unknown {
  if (!(error instanceof ApplicationFailure)) return error;
  return new ActivityFailure('Activity task failed', step, undefined, 'NON_RETRYABLE_FAILURE', undefined, error);
}
