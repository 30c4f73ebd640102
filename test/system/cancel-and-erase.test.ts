import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { freePort } from '../../src/embedded/port.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { startProxy } from '../support/proxy.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { ended, held, useSystem } from '../support/system.ts';

const system = useSystem();
let service: Service;
let url: string;
let endless: string;
let metricsUrl: string;
beforeAll(async () => {
  endless = await endlessBody();
  const port = await freePort();
  await system().startWorker({ METRICS_PORT: String(port) });
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  // Every five minutes it would be the one that starts what has no run.
  await system().temporal.client.schedule.getHandle(HOUSEKEEPING_ID).pause();
  ({ service, url } = await system().startApi());
});

const call = (method: string, path: string, headers: Record<string, string> = {}) => fetch(`${url}/api/v1/submissions/${path}`, { method, headers });
const run = (id: string) => system().temporal.client.workflow.getHandle(id);
const given = async (mark: string) => distinctCase(await readCase('fixtures/synth-plain'), mark);
const count = async (table: string) => Number((await system().database.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

/** A map that takes seconds to smooth: large, with many labels. */
async function endlessBody(): Promise<string> {
  const { portrait, labelMap, landmarks } = await readCase('fixtures/synth-hard');
  const large = await sharp(labelMap).resize({ width: 5000, kernel: 'nearest' }).toColourspace('b-w').png().toBuffer();
  return submitBody({ portrait, landmarks, labelMap: large }, { contours: { presmooth_px: 16 } });
}

/** Tries of the step `contour` that did not come to their end. */
async function brokenOff(): Promise<number> {
  const metrics = await (await fetch(metricsUrl)).text();
  return Number(/^frontal_step_duration_seconds_count{step="contour",outcome="error"} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

/** Resolves once the submission's borders are being traced. */
async function isTraced(id: string): Promise<void> {
  const state = async () => {
    const { status, step, error } = await service.status(id);
    return error ?? step ?? status;
  };
  await expect.poll(state).toBe('contour');
}

test('cancelling reaches the step that runs', async () => {
  const before = await brokenOff();
  const { id } = await service.submit(endless);
  await isTraced(id);
  const response = await held((prefer) => call('POST', `${id}/cancel`, prefer));
  expect([response.status, (await response.json() as { status: string }).status]).toEqual([200, 'cancelled']);
  // The try of the step itself is told, and breaks off.
  await expect.poll(brokenOff).toBe(before + 1);
  expect((await run(id).describe()).status.name).toBe('CANCELLED');
});

test('what was cancelled before its first step can be sent again', async () => {
  const body = submitBody(await given('again'), { delay_ms: 60_000 });
  const { id } = await service.submit(body);
  const response = await held((prefer) => call('POST', `${id}/cancel`, prefer));
  expect((await response.json() as { status: string }).status).toBe('cancelled');
  expect((await service.submit(submitBody(await given('again')))).id).toBe(id);
  expect((await ended(service, id)).status).toBe('done');
});

test('erasing takes row, artifacts and history; sent again it is a new life', async () => {
  const body = submitBody(await given('erased'));
  const before = await Promise.all(['artifact', 'step_output', 'submission'].map(count));
  const { id } = await service.submit(body);
  const first = await ended(service, id);
  const runs = new Set([(await run(id).describe()).runId]);

  expect((await call('DELETE', id)).status).toBe(204);
  expect(await Promise.all(['artifact', 'step_output', 'submission'].map(count))).toEqual(before);
  await expect.poll(() => run(id).describe().catch((error: unknown) => error)).toBeInstanceOf(WorkflowNotFoundError);
  expect((await call('DELETE', id)).status).toBe(410);

  expect((await service.submit(body)).id).toBe(id);
  const second = await ended(service, id);
  expect(second.svg).toBe(first.svg);
  expect(runs.has((await run(id).describe()).runId)).toBe(false);
});

test('erasing and sending again at once, over and over, ends as done', async () => {
  const body = submitBody(await given('over and over'));
  const { id } = await service.submit(body);
  for (let i = 0; i < 5; i++) {
    expect((await call('DELETE', id)).status).toBe(204);
    expect((await service.submit(body)).id).toBe(id);
  }
  expect((await ended(service, id)).status).toBe('done');
});

test('erasing one that runs stops it', async () => {
  const before = await brokenOff();
  const { id } = await service.submit(endless);
  await isTraced(id);
  expect((await call('DELETE', id)).status).toBe(204);
  expect((await call('GET', `${id}/svg`)).status).toBe(410);
  await expect.poll(() => run(id).describe().catch((error: unknown) => error)).toBeInstanceOf(WorkflowNotFoundError);
  await expect.poll(brokenOff).toBe(before + 1);
  const { id: next } = await service.submit(submitBody(await given('next')));
  expect((await ended(service, next)).status).toBe('done');
  expect((await system().database.query('SELECT FROM submission WHERE id = $1', [id])).rowCount).toBe(0);
});

/** Submits a case of its own that stays in its durable timer. */
async function submitWaiting(): Promise<string> {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { delay_ms: 60_000 }));
  return id;
}

describe('a run that is ended from outside', () => {
  test('terminated: failed, and it can be sent again', async () => {
    const id = await submitWaiting();
    await run(id).terminate('an operator');
    const answer = await ended(service, id);
    expect(answer).toMatchObject({ status: 'failed', error: { code: 'terminated', step: null } });
  });

  test('cancelled: cancelled', async () => {
    const id = await submitWaiting();
    await run(id).cancel();
    await expect.poll(async () => (await service.status(id)).status).toBe('cancelled');
  });

  test('cancelled, and nobody asks: the row says so all the same', async () => {
    const id = await submitWaiting();
    await run(id).cancel();
    const row = async () => (await system().database.query('SELECT status FROM submission WHERE id = $1', [id])).rows[0];
    await expect.poll(row).toEqual({ status: 'cancelled' });
  });

  test('a failed submission that is sent again runs anew', async () => {
    const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
    const slow = submitBody(given, { delay_ms: 60_000 });
    const { id } = await service.submit(slow);
    await run(id).terminate('an operator');
    expect((await ended(service, id)).status).toBe('failed');

    const again = await service.submit(submitBody(given));
    expect(again).toMatchObject({ id, status: 'pending' });
    expect((await ended(service, id)).status).toBe('done');
  });
});

test('a submission that is sent again while the run that failed is still closing runs anew', async () => {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { delay_ms: 60_000 }));
  const { runId } = await run(id).describe();
  // As recordEnd leaves it, a moment before its workflow closes.
  await system().database.query(
    `UPDATE submission SET status = 'failed', failure = '{"code":"internal","detail":"","step":null}', ended_run_id = $2, ended_at = now()
     WHERE id = $1`,
    [id, runId],
  );
  expect(await service.submit(submitBody(given))).toMatchObject({ id, status: 'pending' });
  expect((await ended(service, id)).status).toBe('done');
  expect((await run(id).describe()).runId).not.toBe(runId);
});

describe('a row whose workflow never started', () => {
  /** Can reach Postgres and not Temporal. */
  let cutOff: string;
  beforeAll(async () => {
    const proxy = await startProxy(`http://${system().temporal.address}`);
    cutOff = (await system().startApi({ TEMPORAL_ADDRESS: new URL(proxy.url).host })).url;
    await proxy.close();
  });

  /** Accepted by that API. */
  async function orphan(): Promise<string> {
    const body = submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${cutOff}/api/v1/frontal/crop/submit`, { method: 'POST', headers, body });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(await response.json()).toMatchObject({ code: 'unavailable' });

    const pending = await system().database.query("SELECT id FROM submission WHERE status = 'pending'");
    expect(pending.rowCount).toBe(1);
    const { id } = pending.rows[0] as { id: string };
    await expect(run(id).describe()).rejects.toThrow(WorkflowNotFoundError);
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
    await expect.poll(row).toEqual({ status: 'done' });
  });
});
