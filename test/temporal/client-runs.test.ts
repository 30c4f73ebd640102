import { randomUUID } from 'node:crypto';
import { isGrpcServiceError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { createTemporalClient } from '../../src/temporal/connection.ts';
import type { Runs } from '../../src/submissions/runs.ts';
import { workflowInput } from '../support/submission-input.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

/** gRPC codes: what the dev server says, and what the one on PostgreSQL says of a history that is no more. */
const GONE: readonly number[] = [5, 3];

let temporal: TestTemporal;
let runs: Runs;
beforeAll(async () => {
  temporal = await startTestTemporal();
  runs = createRuns(temporal.client);
});
afterAll(() => temporal?.stop());

describe('while Temporal is away', () => {
  it.each<[name: string, call: (runs: Runs) => Promise<unknown>]>([
    ['cancel', (away) => away.cancel('one')],
    ['runIds', (away) => away.runIds('one')],
    ['erase', (away) => away.erase('one', { own: [randomUUID()] })],
  ])('%s says so', async (_name, call) => {
    const client = createTemporalClient({ address: `127.0.0.1:${await freePort()}`, namespace: 'default' });
    await expect(call(createRuns(client))).rejects.toMatchObject({ name: 'FrontalError', code: 'unavailable' });
    // Not closed: a try that is still due would find that out where nobody can catch it.
  });
});

describe('cancel', () => {
  it('finds no open run of what was never started, and of what has ended', async () => {
    const id = randomUUID();
    expect(await runs.cancel(id)).toBe(false);
    await runs.start(workflowInput(id));
    await handleOf(id).terminate();
    expect(await runs.cancel(id)).toBe(false);
  });

  it('asks the open run to end, and does no harm when asked again', async () => {
    const id = randomUUID();
    await runs.start(workflowInput(id));
    expect(await runs.cancel(id)).toBe(true);
    expect(await runs.cancel(id)).toBe(true);
    const { events } = await handleOf(id).fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionCancelRequestedEventAttributes)).not.toHaveLength(0);
    await handleOf(id).terminate();
  });
});

describe('erase', () => {
  it.each(['never started', "it's not SQL"])('takes an id of no run: %s', async (id) => {
    expect(await runs.runIds(id)).toEqual({ own: [], deliveries: [] });
    await runs.erase(id, { own: [randomUUID()] });
    expect(await runs.observe(id)).toEqual({ kind: 'absent' });
  });

  it('leaves a run that is none of those', async () => {
    const id = randomUUID();
    const former = await started(id);
    const before = await runs.runIds(id);
    expect(before.own).toEqual([former]);
    await handleOf(id).terminate();
    const present = await started(id);
    await runs.erase(id, before);
    await expect.poll(() => isThere(id, former)).toBe(false);
    expect(await runs.observe(id)).toMatchObject({ kind: 'running', runId: present });
    await runs.erase(id, { own: [present] });
  });

  it('ends the open run and deletes every run with its history, but not those of others', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const runIds = [await started(id)];
    for (let before = 0; before < 2; before++) {
      await handleOf(id).terminate();
      runIds.push(await started(id));
    }
    const ofOther = await started(other);
    expect(new Set(runIds).size).toBe(3);
    await expect.poll(() => count(id)).toBe(3);

    const known = await runs.runIds(id);
    expect(known.own[0]).toBe(runIds.at(-1));
    expect(new Set(known.own)).toEqual(new Set(runIds));
    await runs.erase(id, known);
    for (const runId of runIds) await expect.poll(() => isThere(id, runId)).toBe(false);
    await expect.poll(() => count(id)).toBe(0);
    expect(await runs.observe(id)).toEqual({ kind: 'absent' });
    expect(await isThere(other, ofOther)).toBe(true);

    await runs.erase(id, known);
    const next = await started(id);
    expect(runIds).not.toContain(next);
    await runs.erase(id, known);
    expect(await runs.observe(id)).toMatchObject({ kind: 'running' });
    await Promise.all([runs.erase(id, { own: [next] }), runs.erase(id, { own: [next] }), runs.erase(other, { own: [ofOther] })]);
  });
});

const handleOf = (id: string, runId?: string) => temporal.client.workflow.getHandle(id, runId);

const count = async (id: string) => (await temporal.client.workflow.count(`WorkflowId = '${id}'`)).count;

async function started(id: string): Promise<string> {
  const run = await runs.start(workflowInput(id));
  if (run.kind !== 'started') throw new Error('The submission has a run that has completed.');
  return run.runId;
}

/** What `temporal workflow show` would find. */
async function isThere(id: string, runId: string): Promise<boolean> {
  try {
    await handleOf(id, runId).fetchHistory();
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && GONE.includes(error.code)) return false;
    throw error;
  }
}
