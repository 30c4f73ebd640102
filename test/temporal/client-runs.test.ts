import { randomUUID } from 'node:crypto';
import { isGrpcServiceError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { createTemporalClient } from '../../src/temporal/connection.ts';
import type { Runs } from '../../src/temporal/runs.ts';
import { workflowInput } from '../support/submission-input.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

/** A run that has just ended is deleted at the server's next acknowledgement of its queue, every 30 s. */
const DELETED_MS = 90_000;

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
  it.each(['cancel', 'erase'] as const)('%s says so', async (call) => {
    const client = createTemporalClient({ address: `127.0.0.1:${await freePort()}`, namespace: 'default' });
    await expect(createRuns(client)[call]('one')).rejects.toMatchObject({ name: 'FrontalError', code: 'unavailable' });
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
    await runs.erase(id);
    expect(await runs.observe(id)).toEqual({ kind: 'absent' });
  });

  it('ends the open run and deletes every run with its history, but not those of others', { timeout: 2 * DELETED_MS }, async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const runIds = [await started(id)];
    for (let before = 0; before < 2; before++) {
      await handleOf(id).terminate();
      runIds.push(await started(id));
    }
    const ofOther = await started(other);
    expect(new Set(runIds).size).toBe(3);
    await expect.poll(() => count(id), { timeout: DELETED_MS }).toBe(3);

    await runs.erase(id);
    for (const runId of runIds) await expect.poll(() => isThere(id, runId), { timeout: DELETED_MS }).toBe(false);
    await expect.poll(() => count(id), { timeout: DELETED_MS }).toBe(0);
    expect(await runs.observe(id)).toEqual({ kind: 'absent' });
    expect(await isThere(other, ofOther)).toBe(true);

    await runs.erase(id);
    expect(runIds).not.toContain(await started(id));
    expect(await runs.observe(id)).toMatchObject({ kind: 'running' });
    await Promise.all([runs.erase(id), runs.erase(id), runs.erase(other)]);
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
