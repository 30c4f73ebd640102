import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HousekeepingActivities } from '../../activities/index.ts';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { HOUSEKEEPING_TASK_QUEUE, HOUSEKEEPING_WORKFLOW_TYPE, type HousekeepingReport } from '../../src/contract/housekeeping.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

const NEXT = { expiresAtMicros: '1790000000000000', id: 'b' };
const NOTHING = { stepOutputs: 0, artifacts: 0, bytes: 0 };

/** A house in which there is nothing to do; each test swaps what it is about. */
function activities(swapped: Partial<HousekeepingActivities> = {}): HousekeepingActivities {
  return {
    lookAfterPending: vi.fn(async () => ({ seen: 0, started: 0, mended: 0, failed: 0, next: null })),
    eraseExpired: vi.fn(async () => ({ ...NOTHING, submissions: 0, failed: 0, next: null })),
    sweepOrphans: vi.fn(async () => ({ ...NOTHING, more: false })),
    forgetTraces: vi.fn(async () => ({ traces: 0, more: false })),
    ...swapped,
  };
}

async function keepHouse(given: HousekeepingActivities): Promise<HousekeepingReport> {
  const { native: connection, client } = temporal;
  const workflows = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) },
  });
  const batches = await Worker.create({ connection, taskQueue: HOUSEKEEPING_TASK_QUEUE, activities: given });
  return workflows.runUntil(() =>
    batches.runUntil(() =>
      client.workflow.execute<() => Promise<HousekeepingReport>>(HOUSEKEEPING_WORKFLOW_TYPE, { taskQueue: TASK_QUEUE, workflowId: randomUUID() }),
    ),
  );
}

/** Answers one after the other. */
const inTurn = <T>(...answers: T[]) => vi.fn(async () => answers.shift()!);
const broken = () => vi.fn(async () => Promise.reject(ApplicationFailure.nonRetryable('it does not work')));

describe('a run of housekeeping', () => {
  test('finds nothing to do, and says so', async () => {
    const given = activities();
    expect(await keepHouse(given)).toEqual({
      pending: { seen: 0, started: 0, mended: 0, failed: 0 },
      expired: { ...NOTHING, submissions: 0, failed: 0 },
      orphans: NOTHING,
      traces: 0,
      unfinished: [],
    });
  });

  test('goes on from batch to batch, and adds up what they did', async () => {
    const given = activities({
      lookAfterPending: inTurn(
        { seen: 100, started: 2, mended: 0, failed: 1, next: 'x' },
        { seen: 3, started: 0, mended: 1, failed: 0, next: null },
      ),
      eraseExpired: inTurn(
        { submissions: 1, stepOutputs: 4, artifacts: 8, bytes: 100, failed: 1, next: NEXT },
        { submissions: 1, stepOutputs: 1, artifacts: 2, bytes: 10, failed: 0, next: null },
      ),
      sweepOrphans: inTurn({ ...NOTHING, artifacts: 500, bytes: 9, more: true }, { ...NOTHING, stepOutputs: 1, more: false }),
      forgetTraces: inTurn({ traces: 7, more: false }),
    });
    expect(await keepHouse(given)).toEqual({
      pending: { seen: 103, started: 2, mended: 1, failed: 1 },
      expired: { submissions: 2, stepOutputs: 5, artifacts: 10, bytes: 110, failed: 1 },
      orphans: { stepOutputs: 1, artifacts: 500, bytes: 9 },
      traces: 7,
      unfinished: [],
    });
    expect(given.lookAfterPending).toHaveBeenLastCalledWith({ after: 'x' });
    expect(vi.mocked(given.eraseExpired).mock.calls).toEqual([[{ after: null }], [{ after: NEXT }]]);
  });

  test('leaves a task that fails for the next run, and does the others', async () => {
    const given = activities({ lookAfterPending: broken(), sweepOrphans: broken(), forgetTraces: inTurn({ traces: 2, more: false }) });
    expect(await keepHouse(given)).toMatchObject({ traces: 2, unfinished: ['pending', 'orphans'] });
    expect(given.eraseExpired).toHaveBeenCalled();
  });

  test('tries a batch again that passed an outage', async () => {
    const sweepOrphans = vi.fn<HousekeepingActivities['sweepOrphans']>();
    sweepOrphans.mockRejectedValueOnce(ApplicationFailure.create({ message: 'away', type: 'unavailable', nextRetryDelay: '10 ms' }));
    sweepOrphans.mockResolvedValue({ ...NOTHING, bytes: 5, more: false });
    expect(await keepHouse(activities({ sweepOrphans }))).toMatchObject({ orphans: { bytes: 5 }, unfinished: [] });
  });

  test('sweeps some of what is stored, and leaves the rest for the next run: that is no failure', async () => {
    const given = activities({ sweepOrphans: vi.fn(async () => ({ ...NOTHING, artifacts: 1, more: true })) });
    expect(await keepHouse(given)).toMatchObject({ orphans: { artifacts: 40 }, unfinished: [] });
  });

  test('gives up on what has expired where too much of it cannot be erased', async () => {
    const given = activities({ eraseExpired: vi.fn(async () => ({ ...NOTHING, submissions: 0, failed: 50, next: NEXT })) });
    expect(await keepHouse(given)).toMatchObject({ expired: { failed: 100 } });
  });

  test('ends, though there is no end of work', async () => {
    const given = activities({ forgetTraces: vi.fn(async () => ({ traces: 500, more: true })) });
    expect(await keepHouse(given)).toMatchObject({ traces: 50_000, unfinished: ['traces'] });
  });
});
