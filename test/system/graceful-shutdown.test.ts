import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACTIVITY_PLACEMENTS } from '../../src/contract/run.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import type { Service } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { bodyOf, ended, useSystem } from '../support/system.ts';

describe.each(ACTIVITY_PLACEMENTS)('with ACTIVITY_PLACEMENT=%s', (placement) => {
  const system = useSystem();
  const env = { ACTIVITY_PLACEMENT: placement };
  let service: Service;
  let worker: TestProcess;
  beforeAll(async () => {
    ({ service } = await system().startApi(env));
    worker = await system().startWorker(env);
  });

  test('a worker that is told to stop finishes the step that runs; the next one does the rest', async () => {
    const hold = await holdFirstOf(['contour'], system().database, new pg.Client({ connectionString: system().databaseUrl }));
    const { id } = await service.submit(await bodyOf('synth-plain'));
    await hold.isHeld('contour');

    const stopped = worker.stop('SIGTERM');
    await worker.says(/^stopping/m);
    await hold.release();
    expect(await stopped).toBe(0);

    await system().startWorker(env);
    expect((await ended(service, id)).status).toBe('done');
    const run = system().temporal.client.workflow.getHandle(id);
    await run.result(); // the row ends a moment before the history does
    const { events } = await run.fetchHistory();
    const tries = events!.flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
    // A worker ends its workflow task with all of its local steps, as far as they fit into one: the others are on the queue.
    expect(tries).toEqual(placement === 'local' ? tries.map(() => 1) : [1, 1, 1, 1]);
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
