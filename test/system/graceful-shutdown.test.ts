import { beforeAll, describe, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { ACTIVITY_PLACEMENTS, type ActivityPlacement } from '../../src/contract/run.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import { submitBody } from '../support/raw-service.ts';
import { ended, useSystem, type TestSystem } from '../support/system.ts';

const system = useSystem();
let apis: Record<ActivityPlacement, Awaited<ReturnType<TestSystem['startApi']>>>;
beforeAll(async () => {
  const apiFor = (placement: ActivityPlacement) => system().startApi({ ACTIVITY_PLACEMENT: placement });
  apis = { 'task-queue': await apiFor('task-queue'), local: await apiFor('local') };
});

/** Cases that share no artifact: a held write must not make another submission wait. */
const CASES = { 'task-queue': 'synth-plain', local: 'synth-holes' } as const;

async function submit(placement: ActivityPlacement, options?: object): Promise<string> {
  const given = distinctCase(await readCase(`fixtures/${CASES[placement]}`), JSON.stringify(options ?? null));
  return (await apis[placement].service.submit(submitBody(given, options))).id;
}

/** Which try of each activity on the task queue was the one that came to its end. */
async function triesOf(id: string): Promise<unknown[]> {
  const run = system().temporal.client.workflow.getHandle(id);
  await run.result(); // the row ends a moment before the history does
  const { events } = await run.fetchHistory();
  return events!.flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
}

// In this order, since the last one stops the APIs.
describe('told to stop', { shuffle: false }, () => {
  test('a worker finishes the steps that run, placed both ways; the next one does the rest', async () => {
    const worker = await system().startWorker();
    const hold = await holdFirstOf(['contour'], system().databaseUrl, ACTIVITY_PLACEMENTS.length);
    const [queued, local] = (await Promise.all(ACTIVITY_PLACEMENTS.map((placement) => submit(placement)))) as [string, string];
    await hold.isHeld('contour');

    const stopped = worker.stop('SIGTERM');
    await worker.says(/^stopping/m);
    await hold.release();
    expect(await stopped).toBe(0);

    await system().startWorker();
    for (const id of [queued, local]) expect((await ended(apis.local.service, id)).status).toBe('done');
    expect(await triesOf(queued)).toEqual([1, 1, 1, 1]);
    // A worker ends its workflow task with all of its local steps, as far as they fit into one: the others are on the queue.
    const tries = await triesOf(local);
    expect(tries).toEqual(tries.map(() => 1));
  });

  test.each(ACTIVITY_PLACEMENTS)('an API answers who waits, at once: steps placed as %s', async (placement) => {
    const api = apis[placement];
    const id = await submit(placement, { delay_ms: 60_000 });
    const waiting = api.service.status(id, { prefer: 'wait=60' });
    await expect.poll(async () => (await fetch(`${api.url}/health/live`)).status).toBe(200);
    expect(await api.process.stop('SIGTERM')).toBe(0);
    expect((await waiting).status).toBe('pending');
  });
});
