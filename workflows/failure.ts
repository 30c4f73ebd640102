import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { Failure } from '../src/contract/failure.ts';
import { STEPS, type Step } from '../src/contract/run.ts';
import type { Warning } from '../src/contract/warning.ts';

/**
 * What a client is told of an error that ended the workflow. Typed failures carry the contract's code as their type;
 * anything else is a fault of ours, whose text stays in the Temporal UI. The API reads failed runs by the same function.
 */
export function describeFailure(error: unknown): Failure {
  const step = error instanceof ActivityFailure ? stepNamed(error.activityType) : null;
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) {
    return { code: 'timed_out', detail: 'A step did not end in time, however often it was tried.', step };
  }
  if (cause instanceof ApplicationFailure && cause.nonRetryable && cause.type) {
    return { code: cause.type, detail: cause.message, step, ...warningsOf(cause) };
  }
  if (cause instanceof ApplicationFailure && cause.type === 'unavailable') {
    return { code: 'unavailable', detail: 'The database was away for more than a day. Send the submission again.', step };
  }
  return { code: 'internal', detail: 'The step failed for a reason that is not in the input.', step };
}

/** What the step had to say before it failed: see activities/as-failure.ts. */
function warningsOf({ details }: ApplicationFailure): Pick<Failure, 'warnings'> {
  const [first] = (details ?? []) as [{ warnings?: Warning[] }?];
  return first?.warnings === undefined ? {} : { warnings: first.warnings };
}

function stepNamed(activityType: string): Step | null {
  return STEPS.find((step) => step === activityType) ?? null;
}
