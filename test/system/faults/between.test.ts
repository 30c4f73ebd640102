import { expect, test } from 'vitest';
import { UNACKNOWLEDGED } from '../../../bench/faults/faults.ts';
import { runFault, runUnstarted } from '../../../bench/faults/run-fault.ts';
import { expectSound, LOAD, useLab, WITHIN_MS } from './outcome.ts';

const lab = useLab();

test('the worker dies after a step has written its output and before Temporal hears of it: no output is written again', { timeout: WITHIN_MS }, async () => {
  expectSound(await runFault(lab().lab, UNACKNOWLEDGED, LOAD, lab().reference), LOAD.before + LOAD.meanwhile);
  const [{ steps }] = (await lab().lab.query<{ steps: number }>("SELECT count(*)::int AS steps FROM effect WHERE kind = 'step'")) as [{ steps: number }];
  expect(steps).toBe(4 * (LOAD.before + LOAD.meanwhile));
  const { client } = lab().lab;
  let again = 0;
  for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'processSubmission'" })) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    if (events?.some(({ activityTaskStartedEventAttributes: started }) => (started?.attempt ?? 1) > 1)) again++;
  }
  expect(again).toBeGreaterThan(0);
});

test('the API dies after the rows are written and before their runs are started: housekeeping starts them', { timeout: WITHIN_MS }, async () => {
  expectSound(await runUnstarted(lab().lab, LOAD, lab().reference), LOAD.before);
});
