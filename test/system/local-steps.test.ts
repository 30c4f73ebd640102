import { defaultPayloadConverter } from '@temporalio/common';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { STEPS, TASK_QUEUE } from '../../src/contract/run.ts';
import { HOUSEKEEPING_WORKFLOW_TYPE, type HousekeepingReport } from '../../src/contract/housekeeping.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { holdFirstOf, type Hold } from '../support/hold-steps.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem } from '../support/system.ts';

/** As killed-worker.test.ts, with steps inside of workflow tasks: nothing of them is known to Temporal when the worker dies. */
const LOCAL = { ACTIVITY_PLACEMENT: 'local' };
const system = useSystem();
let local: Service;
let queued: Service;
let worker: TestProcess;
let hold: Hold;
beforeAll(async () => {
  local = (await system().startApi(LOCAL)).service;
  queued = (await system().startApi()).service;
  worker = await system().startWorker({ ...LOCAL, PIXEL_THREADS: '2' });
  hold = await holdFirstOf(STEPS, system().database, new pg.Client({ connectionString: system().databaseUrl }));
});

const CASES = ['astronaut', 'synth-plain', 'synth-holes'] as const;

const submit = async (service: Service, name: (typeof CASES)[number], mark: string) => {
  const given = distinctCase(await readCase(`fixtures/${name}`), mark);
  return (await service.submit(submitBody(given))).id;
};

const historyOf = async (id: string) => (await system().temporal.client.workflow.getHandle(id).fetchHistory()).events ?? [];

test('killed with SIGKILL in each of the four steps: every submission ends as done after the restart, with the same bytes', async () => {
  const inDecode = await submit(local, 'astronaut', 'killed');
  await hold.isHeld('decode');
  const inBoth = await submit(local, 'synth-plain', 'killed');
  await hold.isHeld('rotate');
  await hold.isHeld('contour');
  const inRender = await submit(local, 'synth-holes', 'killed');
  await hold.isHeld('render');
  await worker.stop('SIGKILL');
  await hold.release();
  await system().startWorker(LOCAL);

  const ids = [inDecode, inBoth, inRender];
  const answers = await Promise.all(ids.map((id) => ended(local, id)));
  expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  const undisturbed = await Promise.all(CASES.map(async (name) => ended(queued, await submit(queued, name, 'undisturbed'))));
  expect(answers.map(({ svg }) => svg)).toEqual(undisturbed.map(({ svg }) => svg));

  // What killed its worker once is not tried inside of a workflow task again: on the queue, tries are counted.
  for (const id of ids) expect((await historyOf(id)).filter((event) => event.activityTaskScheduledEventAttributes)).not.toHaveLength(0);
});

test('undisturbed, a run has no activity on the queue, and gives the bytes of one that has', async () => {
  const ids = [await submit(local, 'astronaut', 'local'), await submit(queued, 'astronaut', 'queued')];
  const [here, there] = await Promise.all(ids.map((id) => ended(queued, id)));
  expect(here!.svg).toBe(there!.svg);
  expect(here!.regions).toEqual(there!.regions);
  const [localEvents, queuedEvents] = await Promise.all(ids.map(historyOf));
  expect(localEvents!.filter((event) => event.activityTaskScheduledEventAttributes)).toEqual([]);
  expect(localEvents!.length).toBeLessThan(queuedEvents!.length / 2);
});

test('a run that housekeeping starts has its steps where the setting of its worker says, and not that of the API', async () => {
  const { client } = system().temporal;
  const given = distinctCase(await readCase('fixtures/synth-plain'), 'orphan');
  const { id } = await queued.submit(submitBody(given, { delay_ms: 60_000 }));
  expect(await placementOf(id)).toBeUndefined();
  await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId: id } });
  await expect.poll(() => historyOf(id).then(({ length }) => length, () => 0), { timeout: 30_000 }).toBe(0);
  await system().database.query('UPDATE submission SET delay_ms = 0 WHERE id = $1', [id]);

  const report = await client.workflow.execute<() => Promise<HousekeepingReport>>(HOUSEKEEPING_WORKFLOW_TYPE, {
    taskQueue: TASK_QUEUE,
    workflowId: 'housekeeping-of-an-orphan',
  });
  expect(report.pending).toMatchObject({ started: 1, failed: 0 });
  expect(await placementOf(id)).toBe('local');
  expect((await ended(queued, id)).status).toBe('done');
});

async function placementOf(id: string): Promise<ProcessSubmissionInput['placement']> {
  const [payload] = (await historyOf(id))[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return defaultPayloadConverter.fromPayload<ProcessSubmissionInput>(payload!).placement;
}
