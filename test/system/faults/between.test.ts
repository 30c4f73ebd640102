import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { UNACKNOWLEDGED } from '../../../bench/faults/faults.ts';
import { ACTIVITY_PLACEMENTS } from '../../../src/contract/run.ts';
import { runFault, runUnstarted } from '../../../bench/faults/run-fault.ts';
import { expectSound, LOAD, useLab, WITHIN_MS } from './outcome.ts';

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Of Temporal's `TimeoutType`; the other one that a workflow task can have is that no worker took it. */
const START_TO_CLOSE = 1;

/** A step, or the workflow task that worked on it, was begun and never came to its end. */
function isCutOff({ activityTaskStartedEventAttributes: started, workflowTaskTimedOutEventAttributes: timedOut }: Event): boolean {
  return (started?.attempt ?? 1) > 1 || timedOut?.timeoutType === START_TO_CLOSE;
}

describe.each(ACTIVITY_PLACEMENTS)('steps placed as %s', (placement) => {
  const lab = useLab(placement);

  test('the worker dies after a step has written its output and before Temporal hears of it: no output is written again', { timeout: WITHIN_MS }, async () => {
    expectSound(await runFault(lab().lab, UNACKNOWLEDGED, LOAD, lab().reference), LOAD.before + LOAD.meanwhile);
    const [{ steps }] = (await lab().lab.query<{ steps: number }>("SELECT count(*)::int AS steps FROM effect WHERE kind = 'step'")) as [{ steps: number }];
    expect(steps).toBe(4 * (LOAD.before + LOAD.meanwhile));
    const { client } = lab().lab;
    let again = 0;
    for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'processSubmission'" })) {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      if (events?.some(isCutOff)) again++;
    }
    expect(again).toBeGreaterThan(0);
  });

  test('the API dies after the rows are written and before their runs are started: housekeeping starts them', { timeout: WITHIN_MS }, async () => {
    expectSound(await runUnstarted(lab().lab, LOAD, lab().reference), LOAD.before);
  });
});

