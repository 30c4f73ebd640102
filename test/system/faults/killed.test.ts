import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { KILLED, UNACKNOWLEDGED } from '../../../bench/faults/faults.ts';
import type { Lab } from '../../../bench/faults/lab.ts';
import { runFault, runUnstarted } from '../../../bench/faults/run-fault.ts';
import { ACTIVITY_PLACEMENTS, type ActivityPlacement } from '../../../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../../../src/contract/steps.ts';
import { expectSound, heard, LOAD, useLab } from './outcome.ts';

const lab = useLab(...ACTIVITY_PLACEMENTS);

describe('killed with SIGKILL in the middle of fifty submissions, placed both ways, and started again', () => {
  test.each(KILLED)('$name', async (fault) => {
    const outcome = await runFault(lab().lab, fault, LOAD, lab().reference);
    expectSound(outcome, LOAD.before + LOAD.meanwhile);
    if (!fault.silencesApi) expect(heard(outcome, /no answer/)).toBe(0);
    if (fault.name === 'PostgreSQL killed') expect(heard(outcome, /503/)).toBeGreaterThan(0);
  });
});

describe('killed between one thing and the next, steps placed both ways', () => {
  test('the worker dies after a step has written its output and before Temporal hears of it: no output is written again', async () => {
    const before = new Date();
    expectSound(await runFault(lab().lab, UNACKNOWLEDGED, LOAD, lab().reference), LOAD.before + LOAD.meanwhile);
    const [{ steps }] = (await lab().lab.query<{ steps: number }>("SELECT count(*)::int AS steps FROM effect WHERE kind = 'step'")) as [{ steps: number }];
    expect(steps).toBe(4 * (LOAD.before + LOAD.meanwhile));
    const again = await cutOffSince(lab().lab, before);
    for (const placement of ACTIVITY_PLACEMENTS) expect(again[placement], placement).toBeGreaterThan(0);
  });

  test('the API dies after the rows are written and before their runs are started: housekeeping starts them', async () => {
    expectSound(await runUnstarted(lab().lab, LOAD, lab().reference), LOAD.before);
  });
});

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Of Temporal's `TimeoutType`; the other one that a workflow task can have is that no worker took it. */
const START_TO_CLOSE = 1;

/** A step, or the workflow task that worked on it, was begun and never came to its end. */
function isCutOff({ activityTaskStartedEventAttributes: started, workflowTaskTimedOutEventAttributes: timedOut }: Event): boolean {
  return (started?.attempt ?? 1) > 1 || timedOut?.timeoutType === START_TO_CLOSE;
}

/** How many runs of each placement that were started since then had something cut off. */
async function cutOffSince({ client }: Lab, since: Date): Promise<Record<ActivityPlacement, number>> {
  const count = { 'task-queue': 0, local: 0 };
  for await (const { workflowId, startTime } of client.workflow.list({ query: "WorkflowType = 'processSubmission'" })) {
    if (startTime < since) continue;
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const { placement } = defaultPayloadConverter.fromPayload<ProcessSubmissionInput>(payload!);
    if (events?.some(isCutOff)) count[placement]++;
  }
  return count;
}
