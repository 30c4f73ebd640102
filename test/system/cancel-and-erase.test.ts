import { WorkflowNotFoundError } from '@temporalio/client';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { freePort } from '../../src/embedded/port.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { ended, useSystem } from '../support/system.ts';

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
  ({ service, url } = await system().startApi());
});

const call = (method: string, path: string, headers: Record<string, string> = {}) => fetch(`${url}/api/v1/submissions/${path}`, { method, headers });
const run = (id: string) => system().temporal.client.workflow.getHandle(id);
const given = async (mark: string) => distinctCase(await readCase('fixtures/synth-plain'), mark);
/** Temporal erases in its own time, with growing pauses where the run is still closing. */
const ERASED_WITHIN = { timeout: 90_000 };
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
  await expect.poll(state, { timeout: 30_000, interval: 100 }).toBe('contour');
}

test('cancelling reaches the step that runs', async () => {
  const { id } = await service.submit(endless);
  await isTraced(id);
  const response = await call('POST', `${id}/cancel`, { prefer: 'wait=60' });
  expect([response.status, (await response.json() as { status: string }).status]).toEqual([200, 'cancelled']);
  // The try of the step itself is told, and breaks off.
  await expect.poll(brokenOff, { timeout: 30_000 }).toBe(1);
  expect((await run(id).describe()).status.name).toBe('CANCELLED');
});

test('what was cancelled before its first step can be sent again', async () => {
  const body = submitBody(await given('again'), { delay_ms: 60_000 });
  const { id } = await service.submit(body);
  const response = await call('POST', `${id}/cancel`, { prefer: 'wait=60' });
  expect((await response.json() as { status: string }).status).toBe('cancelled');
  expect((await service.submit(submitBody(await given('again')))).id).toBe(id);
  expect((await ended(service, id)).status).toBe('done');
});

test('erasing takes row, artifacts and history; sent again it is a new life', { timeout: 120_000 }, async () => {
  const body = submitBody(await given('erased'));
  const before = await Promise.all(['artifact', 'step_output', 'submission'].map(count));
  const { id } = await service.submit(body);
  const first = await ended(service, id);
  const runs = new Set([(await run(id).describe()).runId]);

  expect((await call('DELETE', id)).status).toBe(204);
  expect(await Promise.all(['artifact', 'step_output', 'submission'].map(count))).toEqual(before);
  await expect.poll(() => run(id).describe().catch((error: unknown) => error), ERASED_WITHIN).toBeInstanceOf(WorkflowNotFoundError);
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

test('erasing one that runs stops it', { timeout: 120_000 }, async () => {
  const { id } = await service.submit(endless);
  await isTraced(id);
  expect((await call('DELETE', id)).status).toBe(204);
  expect((await call('GET', `${id}/svg`)).status).toBe(410);
  await expect.poll(() => run(id).describe().catch((error: unknown) => error), ERASED_WITHIN).toBeInstanceOf(WorkflowNotFoundError);
  await expect.poll(brokenOff, { timeout: 30_000 }).toBe(2);
  const { id: next } = await service.submit(submitBody(await given('next')));
  expect((await ended(service, next)).status).toBe('done');
  expect((await system().database.query('SELECT FROM submission WHERE id = $1', [id])).rowCount).toBe(0);
});
