import type { Priority } from '@temporalio/common';
import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import type { Step } from '../src/contract/run.ts';

/**
 * Options of activities, grouped by the kind of effect they have. Bad input is no matter of these: it is a
 * non-retryable failure wherever it is found (see activities/as-failure.ts).
 */

/**
 * Which step goes first where several wait on the task queue, 1 before 5. What has begun is ended before anything is begun:
 * so 400 that come at once do not all end last, and a worker still has in memory what it goes on with.
 */
export const STEP_PRIORITIES: Readonly<Record<Step, Priority>> = {
  find: { priorityKey: 5 },
  decode: { priorityKey: 4 },
  rotate: { priorityKey: 3 },
  contour: { priorityKey: 3 },
  render: { priorityKey: 2 },
};

/**
 * Steps that compute an output from artifacts and remember it by its key. Running one again has no second effect, so
 * they are retried through the death of workers and passing faults. Five times: an input that kills or hangs its worker
 * must become a failure soon. Outages of the database are waited for beyond that (see outage.ts).
 */
export const REMEMBERED_STEP: ActivityOptions = {
  // The largest input allowed takes seconds, on a thread of its own; a slow machine with a thread for many may need minutes.
  startToCloseTimeout: '10 minutes',
  // Steps heartbeat every two seconds, so the death of a worker is noticed long before the time above is over.
  heartbeatTimeout: '10 seconds',
  // A cancelled submission ends at once; the step learns of it by its next heartbeat and its output does no harm.
  cancellationType: 'TRY_CANCEL',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '10 seconds', maximumAttempts: 5 },
};

/**
 * The one try of a step inside the workflow task, which lasts 10 seconds unless its run says otherwise. Three in a row have
 * to fit into 8 of them: past that the worker would ask for another task, and a step that kills its worker would be tried for
 * ever.
 */
export const localTry = (taskTimeoutMs: number): LocalActivityOptions => ({
  scheduleToCloseTimeout: taskTimeoutMs / 4,
  // A step that finds no thread by then has done nothing yet: another worker may have one.
  scheduleToStartTimeout: taskTimeoutMs / 10,
  cancellationType: 'TRY_CANCEL',
  retry: { maximumAttempts: 1 },
});

/**
 * The one write that ends a row as failed or cancelled. It has to come through; a day is longer than any outage that
 * nobody mends, and the status route reconciles the row even after that.
 */
export const ROW_END: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
  // Milliseconds of work, for which somebody waits.
  priority: { priorityKey: 1 },
};

/**
 * One try to tell a webhook. A webhook that does not take the message is no matter of this policy: that is an answer. What
 * is tried again here is a try that a dying worker or the database cut off. A worker that can sign may come up late.
 */
export const WEBHOOK_TRY: ActivityOptions = {
  startToCloseTimeout: '45 seconds',
  heartbeatTimeout: '10 seconds',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

/**
 * A batch of housekeeping. It heartbeats, and doing it twice does no harm. What does not come through is left for the
 * next run.
 */
export const HOUSEKEEPING: ActivityOptions = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds', maximumAttempts: 5 },
};
