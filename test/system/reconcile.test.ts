import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { startProxy } from '../support/proxy.ts';
import { ended, useSystem } from '../support/system.ts';

const system = useSystem();
let service: Service;
beforeAll(async () => {
  await system().startWorker();
  ({ service } = await system().startApi());
});

/** Submits a case of its own that stays in its durable timer. */
async function submitWaiting(): Promise<string> {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { delay_ms: 60_000 }));
  return id;
}

const handle = (id: string) => system().temporal.client.workflow.getHandle(id);

describe('a run that is ended from outside', () => {
  test('terminated: failed, and it can be sent again', async () => {
    const id = await submitWaiting();
    await handle(id).terminate('an operator');
    const answer = await ended(service, id, 10);
    expect(answer).toMatchObject({ status: 'failed', error: { code: 'terminated', step: null } });
  });

  test('cancelled: cancelled', async () => {
    const id = await submitWaiting();
    await handle(id).cancel();
    await expect.poll(async () => (await service.status(id)).status).toBe('cancelled');
  });

  test('cancelled, and nobody asks: the row says so all the same', async () => {
    const id = await submitWaiting();
    await handle(id).cancel();
    const row = async () => (await system().database.query('SELECT status FROM submission WHERE id = $1', [id])).rows[0];
    await expect.poll(row).toEqual({ status: 'cancelled' });
  });

  test('a failed submission that is sent again runs anew', async () => {
    const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
    const slow = submitBody(given, { delay_ms: 60_000 });
    const { id } = await service.submit(slow);
    await handle(id).terminate('an operator');
    expect((await ended(service, id, 10)).status).toBe('failed');

    const again = await service.submit(submitBody(given));
    expect(again).toMatchObject({ id, status: 'pending' });
    expect((await ended(service, id)).status).toBe('done');
  });
});

test('a submission that is sent again while the run that failed is still closing runs anew', async () => {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { delay_ms: 60_000 }));
  const { runId } = await handle(id).describe();
  // As recordEnd leaves it, a moment before its workflow closes.
  await system().database.query(
    `UPDATE submission SET status = 'failed', failure = '{"code":"internal","detail":"","step":null}', ended_run_id = $2, ended_at = now()
     WHERE id = $1`,
    [id, runId],
  );
  expect(await service.submit(submitBody(given))).toMatchObject({ id, status: 'pending' });
  expect((await ended(service, id)).status).toBe('done');
  expect((await handle(id).describe()).runId).not.toBe(runId);
});

describe('a row whose workflow never started', () => {
  // Every five minutes it would be the one that starts them.
  beforeAll(() => system().temporal.client.schedule.getHandle(HOUSEKEEPING_ID).pause());

  /** Accepted by an API that could reach Postgres and not Temporal. */
  async function orphan(): Promise<string> {
    const proxy = await startProxy(`http://${system().temporal.address}`);
    const cutOff = await system().startApi({ TEMPORAL_ADDRESS: new URL(proxy.url).host });
    await proxy.close();

    const body = submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${cutOff.url}/api/v1/frontal/crop/submit`, { method: 'POST', headers, body });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
    await cutOff.process.stop();

    const pending = await system().database.query("SELECT id FROM submission WHERE status = 'pending'");
    expect(pending.rowCount).toBe(1);
    const { id } = pending.rows[0] as { id: string };
    await expect(handle(id).describe()).rejects.toThrow(WorkflowNotFoundError);
    return id;
  }

  test('is started by the next status call', async () => {
    const id = await orphan();
    await service.status(id);
    expect((await ended(service, id)).status).toBe('done');
  });

  test('is started by the next process that starts', async () => {
    const id = await orphan();
    await system().startApi();
    const row = async () => (await system().database.query('SELECT status FROM submission WHERE id = $1', [id])).rows[0];
    await expect.poll(row, { timeout: 20_000 }).toEqual({ status: 'done' });
  });
});
