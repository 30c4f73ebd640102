import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import type { Service } from '../support/raw-service.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import { bodyOf, ended, useSystem } from '../support/system.ts';

const system = useSystem();
let service: Service;
beforeAll(async () => {
  ({ service } = await system().startApi());
});

test('a worker that is told to stop finishes the step that runs; the next one does the rest', async () => {
  const worker = await system().startWorker();
  const hold = await holdFirstOf(['contour'], system().database, new pg.Client({ connectionString: system().databaseUrl }));
  const { id } = await service.submit(await bodyOf('synth-plain'));
  await hold.isHeld('contour');

  const stopped = worker.stop('SIGTERM');
  await worker.says(/^stopping/m);
  await hold.release();
  expect(await stopped).toBe(0);

  await system().startWorker();
  expect((await ended(service, id)).status).toBe('done');
  const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
  const tries = events!.flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
  expect(tries).toEqual([1, 1, 1, 1]);
});

test('an API that is told to stop answers who waits, at once', async () => {
  const api = await system().startApi();
  const { id } = await api.service.submit(await bodyOf('synth-holes', { delay_ms: 60_000 }));
  const waiting = api.service.status(id, { prefer: 'wait=60' });
  await expect.poll(async () => (await fetch(`${api.url}/health/live`)).status).toBe(200);
  expect(await api.process.stop('SIGTERM')).toBe(0);
  expect((await waiting).status).toBe('pending');
});
