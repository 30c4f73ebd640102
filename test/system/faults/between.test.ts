import { expect, test } from 'vitest';
import { UNACKNOWLEDGED } from '../../../bench/faults/faults.ts';
import { forgetEffects, judge, pending } from '../../../bench/faults/judge.ts';
import { runFault, runUnstarted } from '../../../bench/faults/run-fault.ts';
import { smallCase } from '../../../bench/faults/small-case.ts';
import { createTraffic } from '../../../bench/faults/traffic.ts';
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

test('what is lost, damaged, done twice or left behind does not go unseen', { timeout: WITHIN_MS }, async () => {
  const { lab: system, reference } = lab();
  await forgetEffects(system);
  const cases = [smallCase(1e6), smallCase(1e6 + 1)];
  const ids = await createTraffic(system.apiUrl).submitAll(cases, 1);
  await expect.poll(() => pending(system), { timeout: 60_000 }).toBe(0);
  expect(await judge(system, cases, ids, reference)).toEqual({ accepted: 2, lost: 0, duplicated: 0, pending: 0 });

  await system.query("INSERT INTO effect SELECT * FROM effect WHERE kind = 'end' AND key = $1", [ids[0]]);
  await system.query('UPDATE submission SET svg = document WHERE id = $1', [ids[0]]);
  await system.query("UPDATE artifact SET bytes = 'bent' WHERE digest = (SELECT portrait FROM submission WHERE id = $1)", [ids[1]]);
  expect(await judge(system, cases, [...ids, 'unknown'], reference)).toEqual({ accepted: 3, lost: 3, duplicated: 1, pending: 0 });
});
