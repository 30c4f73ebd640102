import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';
import { TASK_QUEUE } from '../contract/run.ts';
import { HOUSEKEEPING_ID, HOUSEKEEPING_WORKFLOW_TYPE } from '../contract/housekeeping.ts';
import { asUnavailable } from './as-unavailable.ts';

export const HOUSEKEEPING_EVERY_MINUTES = 5;

/** Ends hangs alone: no process comes up without the schedule, and a machine may be slow. */
const DEADLINE_MS = 30_000;

const SCHEDULE = {
  spec: { intervals: [{ every: `${HOUSEKEEPING_EVERY_MINUTES} minutes` }] },
  action: {
    type: 'startWorkflow',
    workflowType: HOUSEKEEPING_WORKFLOW_TYPE,
    workflowId: HOUSEKEEPING_ID,
    taskQueue: TASK_QUEUE,
    args: [],
    // One that no worker takes up must not keep the next ones away for ever.
    workflowExecutionTimeout: '1 hour',
    staticSummary: 'Start what was left behind, erase what has expired',
  },
  // What was missed while Temporal was away, the next run does.
  policies: { overlap: 'SKIP', catchupWindow: '1 minute', pauseOnFailure: false },
} as const satisfies Omit<ScheduleOptions, 'scheduleId'>;

/**
 * Makes the schedule that keeps house, or brings the one that is there up to this version; one that was paused stays
 * paused. Can be called at each start, by several processes at once. @throws FrontalError `unavailable`
 */
export async function scheduleHousekeeping(client: Client): Promise<void> {
  await asUnavailable(client.withDeadline(Date.now() + DEADLINE_MS, () => createOrUpdate(client)));
}

async function createOrUpdate({ schedule }: Client): Promise<void> {
  try {
    await schedule.create({ scheduleId: HOUSEKEEPING_ID, ...SCHEDULE });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await schedule.getHandle(HOUSEKEEPING_ID).update(({ state }) => ({ ...SCHEDULE, state }));
  }
}
