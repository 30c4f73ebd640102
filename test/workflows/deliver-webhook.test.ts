import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asActivity } from '../../activities/as-activity.ts';
import type { Activities, DeliveryActivities } from '../../activities/index.ts';
import { needsDelivery } from '../../src/submissions/delivery/needs-delivery.ts';
import { recordEnd } from '../../activities/record-end.ts';
import { WORKFLOW_TYPE, TASK_QUEUE } from '../../src/contract/run.ts';
import type { RenderInput } from '../../src/contract/steps.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { deliveryWorkflowId, WEBHOOK_TASK_QUEUE, type DeliverWebhookOutput } from '../../src/contract/delivery.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { CONTOURED, decodeOutput, FOUND, RENDERED, ROTATED, workflowInput } from '../support/submission-input.ts';
import { latch } from '../support/workflow-runs.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

type Try = DeliveryActivities['deliverWebhook'];
const TAKEN: Try = async () => ({ delivered: true, retryInMs: null });

/** Steps that answer at once, of a submission whose webhook is to be told or not. */
function steps(webhook: boolean, swapped: Partial<Activities> = {}): Activities {
  return {
    find: async () => FOUND,
    decode: async () => decodeOutput(),
    rotate: async () => ROTATED,
    contour: async () => CONTOURED,
    render: async () => ({ ...RENDERED, webhook }),
    recordEnd: async () => ({ webhook, ended: true }),
    ...swapped,
  };
}

/** Workers for workflows, steps and tries until `work` ends. */
async function withWorkers<T>(deliverWebhook: Try, work: () => Promise<T>, activities = steps(true)): Promise<T> {
  const shared = { connection: temporal.native, workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) } };
  const deliveries = await Worker.create({ connection: temporal.native, taskQueue: WEBHOOK_TASK_QUEUE, activities: { deliverWebhook } });
  const worker = await Worker.create({ ...shared, taskQueue: TASK_QUEUE, activities });
  return deliveries.runUntil(() => worker.runUntil(work));
}

const start = (input = workflowInput(randomUUID())) =>
  temporal.client.workflow.start(WORKFLOW_TYPE, { args: [input], taskQueue: TASK_QUEUE, workflowId: input.submissionId });

const deliveryOf = (submissionId: string) => temporal.client.workflow.getHandle<() => Promise<DeliverWebhookOutput>>(deliveryWorkflowId(submissionId));

async function historyOf(workflowId: string): Promise<string> {
  return JSON.stringify(await temporal.client.workflow.getHandle(workflowId).fetchHistory());
}

describe('a run', () => {
  test('whose submission names no webhook starts nothing', async () => {
    const told = vi.fn(TAKEN);
    await withWorkers(
      told,
      async () => {
        const { workflowId } = await start();
        await temporal.client.workflow.result(workflowId);
        expect(await historyOf(workflowId)).not.toContain('startChildWorkflow');
        await expect(deliveryOf(workflowId).describe()).rejects.toThrow('not found');
      },
      steps(false),
    );
    expect(told).not.toHaveBeenCalled();
  });

  const failing = async () => Promise.reject(ApplicationFailure.nonRetryable('No face.', 'NoFace'));
  test.each([
    ['is done', steps(true)],
    ['has failed', steps(true, { decode: failing })],
  ])('that %s has its webhook told, after its own end, with the id alone', async (_what, activities) => {
    const told = vi.fn(TAKEN);
    await withWorkers(
      told,
      async () => {
        const { workflowId } = await start();
        await temporal.client.workflow.result(workflowId).catch(() => {});
        expect(await deliveryOf(workflowId).result()).toEqual({ delivered: true, attempts: 1 });
        expect(told.mock.calls).toEqual([[{ submissionId: workflowId, attempt: 1 }]]);
      },
      activities,
    );
  });

  test('that was cancelled has its webhook told', async () => {
    const told = vi.fn(TAKEN);
    await withWorkers(told, async () => {
      const handle = await start(workflowInput(randomUUID(), 60_000));
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow();
      expect((await handle.describe()).status.name).toBe('CANCELLED');
      expect(await deliveryOf(handle.workflowId).result()).toEqual({ delivered: true, attempts: 1 });
    });
  });
});

describe('a delivery', () => {
  test('tries as often and as late as it is told to', async () => {
    const told = vi.fn<Try>(async ({ attempt }) => ({ delivered: false, retryInMs: attempt < 4 ? 10 : null }));
    await withWorkers(told, async () => {
      const { workflowId } = await start();
      await temporal.client.workflow.result(workflowId);
      expect(await deliveryOf(workflowId).result()).toEqual({ delivered: false, attempts: 4 });
    });
    expect(told.mock.calls.map(([{ attempt }]) => attempt)).toEqual([1, 2, 3, 4]);
  });

  test('makes a try again that was cut off, as the same', async () => {
    const tries: number[] = [];
    const told: Try = async ({ attempt }) => {
      if (tries.push(attempt) === 1) throw ApplicationFailure.create({ type: 'unavailable', nextRetryDelay: '10 ms' });
      return { delivered: true, retryInMs: null };
    };
    await withWorkers(told, async () => {
      const { workflowId } = await start();
      await temporal.client.workflow.result(workflowId);
      expect(await deliveryOf(workflowId).result()).toEqual({ delivered: true, attempts: 1 });
    });
    expect(tries).toEqual([1, 1]);
  });

  test('goes on where it was when every worker was away between two tries', async () => {
    const id = randomUUID();
    const first = vi.fn<Try>(async ({ attempt }) => {
      // The pause may be over before this worker is away.
      if (attempt > 1) throw ApplicationFailure.create({ type: 'unavailable', nextRetryDelay: '10 ms' });
      return { delivered: false, retryInMs: 500 };
    });
    await withWorkers(first, async () => {
      await start(workflowInput(id));
      await expect.poll(() => historyOf(deliveryWorkflowId(id)).catch(String)).toContain('timerStartedEventAttributes');
    });
    const then = vi.fn(TAKEN);
    await withWorkers(then, async () => {
      expect(await deliveryOf(id).result()).toEqual({ delivered: true, attempts: 2 });
    });
    expect(first.mock.calls[0]).toEqual([{ submissionId: id, attempt: 1 }]);
    expect(first.mock.calls.filter(([{ attempt }]) => attempt === 1)).toHaveLength(1);
    expect(then.mock.calls).toEqual([[{ submissionId: id, attempt: 2 }]]);
  });

  test('of an earlier end gives way to that of a later one, whoever starts it', async () => {
    const forLater: Try = async () => ({ delivered: false, retryInMs: 3_600_000 });
    await withWorkers(forLater, async () => {
      const submissionId = randomUUID();
      const runs = createRuns(temporal.client);
      const runIds = [];
      await runs.deliver(submissionId);
      runIds.push((await deliveryOf(submissionId).describe()).runId);
      await runs.deliver(submissionId);
      runIds.push((await deliveryOf(submissionId).describe()).runId);
      await (await start(workflowInput(submissionId))).result();
      runIds.push((await deliveryOf(submissionId).describe()).runId);
      expect(new Set(runIds).size).toBe(3);
      const statuses = await Promise.all(
        runIds.map(async (runId) => (await temporal.client.workflow.getHandle(deliveryWorkflowId(submissionId), runId).describe()).status.name),
      );
      expect(statuses).toEqual(['TERMINATED', 'TERMINATED', 'RUNNING']);
      await runs.erase(submissionId, await runs.runIds(submissionId));
      await expect.poll(() => deliveryOf(submissionId).describe().then(() => 'there', String)).toContain('not found');
    });
  });
});

describe('an end whose word is lost is told all the same', () => {
  /** The steps that end a submission, over one store. `word` comes between what the last step commits and its answer. */
  function ending(submissionId: string, word: () => Promise<void>) {
    const store = createMemoryStore();
    store.webhooks.add(submissionId);
    const rendered: RenderInput[] = [];
    const swapped: Partial<Activities> = {
      async render(input) {
        rendered.push(input);
        const record = { key: 'render', step: 'render', output: {}, artifacts: [] } as const;
        const timings = { ...input.stepMs, render: RENDERED.ms };
        const ended = await store.complete(input.submissionId, 'run', record, { svg: RENDERED.svg, document: RENDERED.svg, timings });
        await word();
        return { ...RENDERED, webhook: needsDelivery(ended, input.attemptedBefore) };
      },
      recordEnd: asActivity(recordEnd({ store })),
    };
    return { rendered, activities: steps(true, swapped) };
  }

  test('by an outage: tries after it know of those before', async () => {
    const input = workflowInput(randomUUID());
    let lost = 0;
    const { rendered, activities } = ending(input.submissionId, async () => {
      lost += 1;
      if (lost <= 5) throw ApplicationFailure.create({ type: 'unavailable', nextRetryDelay: '5 ms' });
    });
    const told = vi.fn(TAKEN);
    await withWorkers(
      told,
      async () => {
        await (await start(input)).result();
        await deliveryOf(input.submissionId).result();
      },
      activities,
    );
    expect(told).toHaveBeenCalledOnce();
    expect(rendered.map(({ attemptedBefore }) => attemptedBefore)).toEqual([false, false, false, false, false, true]);
  });

  test('by a cancellation that overtakes it', async () => {
    const input = workflowInput(randomUUID());
    const committed = latch();
    const release = latch();
    const { activities } = ending(input.submissionId, () => (committed.open(), release.opened));
    const told = vi.fn(TAKEN);
    await withWorkers(
      told,
      async () => {
        const handle = await start(input);
        await committed.opened;
        await handle.cancel();
        await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
        release.open();
        await deliveryOf(input.submissionId).result();
      },
      activities,
    );
    expect(told).toHaveBeenCalledOnce();
  });
});

