import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { holdFirstOf } from '../support/hold-steps.ts';
import { bodyOf, ended, useSystem } from '../support/system.ts';

describe.each([
  ['task-queue', [[1, 1, 1, 1]]],
  // The worker ends the workflow task with all of its steps. What takes too long for that is left on the queue, which is
  // here, on a machine that is busy enough, the step that was held and the one after it.
  ['local', [[], [1, 1]]],
])('with ACTIVITY_PLACEMENT=%s', (placement, triesOnQueue) => {
  const system = useSystem();
  const env = { ACTIVITY_PLACEMENT: placement };

  test('a worker that is told to stop finishes the step that runs; the next one does the rest', async () => {
    const { service } = await system().startApi(env);
    const worker = await system().startWorker(env);
    const hold = await holdFirstOf(['contour'], system().database, new pg.Client({ connectionString: system().databaseUrl }));
    const { id } = await service.submit(await bodyOf('synth-plain'));
    await hold.isHeld('contour');

    const stopped = worker.stop('SIGTERM');
    await worker.says(/^stopping/m);
    await hold.release();
    expect(await stopped).toBe(0);

    await system().startWorker(env);
    expect((await ended(service, id)).status).toBe('done');
    const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
    const tries = events!.flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
    expect(triesOnQueue).toContainEqual(tries);
  });

  test('an API that is told to stop answers who waits, at once', async () => {
    const api = await system().startApi(env);
    const { id } = await api.service.submit(await bodyOf('synth-holes', { delay_ms: 60_000 }));
    const waiting = api.service.status(id, { prefer: 'wait=60' });
    await expect.poll(async () => (await fetch(`${api.url}/health/live`)).status).toBe(200);
    expect(await api.process.stop('SIGTERM')).toBe(0);
    expect((await waiting).status).toBe('pending');
  });
});
