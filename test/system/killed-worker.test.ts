import { defaultPayloadConverter } from '@temporalio/common';
import { beforeAll, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { smallCase } from '../../bench/faults/small-case.ts';
import { readCase } from '../../src/cli/case.ts';
import { ACTIVITY_PLACEMENTS, STEPS_OF_ALL, TASK_QUEUE, type ActivityPlacement } from '../../src/contract/run.ts';
import { HOUSEKEEPING_ID, HOUSEKEEPING_WORKFLOW_TYPE, type HousekeepingReport } from '../../src/contract/housekeeping.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem } from '../support/system.ts';

/**
 * A trigger holds the first write of each step, so that the worker is known to be inside that step when it is killed:
 * its work done, its write under way, nothing acknowledged. Of local steps, nothing at all is known to Temporal then.
 */
const system = useSystem();
let apis: Record<ActivityPlacement, Service>;
let worker: TestProcess;
let undisturbed: (string | undefined)[];
beforeAll(async () => {
  const apiFor = async (placement: ActivityPlacement) => (await system().startApi({ ACTIVITY_PLACEMENT: placement })).service;
  apis = { 'task-queue': await apiFor('task-queue'), local: await apiFor('local') };
  worker = await startWorker();
  // Every five minutes it would be the one that starts what has no run.
  await system().temporal.client.schedule.getHandle(HOUSEKEEPING_ID).pause();
  undisturbed = await Promise.all(CASES.map(async (name) => (await ended(apis['task-queue'], await submit('task-queue', name, 'undisturbed'))).svg));
});

/** Four steps are held at once, which takes as many slots. The placement is that of the runs that housekeeping starts. */
const startWorker = () => system().startWorker({ ACTIVITY_PLACEMENT: 'local', PIXEL_THREADS: '2' });

/** Cases that share no artifact: a held write must not make another submission wait. */
const CASES = ['astronaut', 'synth-plain', 'synth-holes'] as const;

const submit = async (placement: ActivityPlacement, name: (typeof CASES)[number], mark: string) => {
  const given = distinctCase(await readCase(`fixtures/${name}`), `${mark}, ${placement}`);
  return (await apis[placement].submit(submitBody(given))).id;
};

const historyOf = async (id: string) => (await system().temporal.client.workflow.getHandle(id).fetchHistory()).events ?? [];
const onQueue = async (id: string) => (await historyOf(id)).filter((event) => event.activityTaskScheduledEventAttributes);

test.each(ACTIVITY_PLACEMENTS)('killed with SIGKILL in each of the four steps, placed as %s: every submission ends as done after the restart', async (placement) => {
  const hold = await holdFirstOf(STEPS_OF_ALL, system().databaseUrl);
  const inDecode = await submit(placement, 'astronaut', 'killed');
  await hold.isHeld('decode');
  const inBoth = await submit(placement, 'synth-plain', 'killed');
  await hold.isHeld('rotate');
  await hold.isHeld('contour');
  const inRender = await submit(placement, 'synth-holes', 'killed');
  await hold.isHeld('render');

  const ids = [inDecode, inBoth, inRender];
  const service = apis[placement];
  expect(await Promise.all(ids.map(async (id) => (await service.status(id)).status))).not.toContain('done');

  await worker.stop('SIGKILL');
  await hold.release();
  worker = await startWorker();

  const answers = await Promise.all(ids.map((id) => ended(service, id)));
  expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  // One effect each, though steps ran twice: the bytes are those of a run that nobody disturbed.
  expect(answers.map(({ svg }) => svg)).toEqual(undisturbed);
  // What killed its worker once is not tried inside of a workflow task again: on the queue, tries are counted.
  for (const id of ids) expect(await onQueue(id)).not.toHaveLength(0);
});

test('with local steps a run gives the bytes of one that has none', async () => {
  const [here, there] = await Promise.all(ACTIVITY_PLACEMENTS.map(async (placement) => ended(apis[placement], await submit(placement, 'astronaut', 'both'))));
  expect(here!.svg).toBe(there!.svg);
  expect(here!.regions).toEqual(there!.regions);
});

test('undisturbed, a run with local steps has no activity on the queue', async () => {
  // Of some milliseconds: a step that takes long goes on the queue.
  const sent = ACTIVITY_PLACEMENTS.map(async (placement, i) => (await apis[placement].submit(submitBody(smallCase(i)))).id);
  const [queuedId, localId] = (await Promise.all(sent)) as [string, string];
  for (const id of [queuedId, localId]) {
    expect((await ended(apis.local, id)).status).toBe('done');
    await system().temporal.client.workflow.getHandle(id).result(); // the row ends a moment before the history does
  }
  expect(await onQueue(localId)).toEqual([]);
  expect((await historyOf(localId)).length).toBeLessThan((await historyOf(queuedId)).length / 2);
});

test('a run that housekeeping starts has its steps where the setting of its worker says, and not that of the API', async () => {
  const { client } = system().temporal;
  const given = distinctCase(await readCase('fixtures/synth-plain'), 'orphan');
  const { id } = await apis['task-queue'].submit(submitBody(given, { delay_ms: 60_000 }));
  expect(await placementOf(id)).toBe('task-queue');
  await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId: id } });
  await expect.poll(() => historyOf(id).then(({ length }) => length, () => 0)).toBe(0);
  await system().database.query('UPDATE submission SET delay_ms = 0 WHERE id = $1', [id]);

  const report = await client.workflow.execute<() => Promise<HousekeepingReport>>(HOUSEKEEPING_WORKFLOW_TYPE, {
    taskQueue: TASK_QUEUE,
    workflowId: 'housekeeping-of-an-orphan',
  });
  expect(report.pending).toMatchObject({ started: 1, failed: 0 });
  expect(await placementOf(id)).toBe('local');
  expect((await ended(apis['task-queue'], id)).status).toBe('done');
});

async function placementOf(id: string): Promise<ProcessSubmissionInput['placement']> {
  const [payload] = (await historyOf(id))[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return defaultPayloadConverter.fromPayload<ProcessSubmissionInput>(payload!).placement;
}
