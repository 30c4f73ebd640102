import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { WORKFLOW_TYPE, TASK_QUEUE, type ActivityPlacement } from '../../src/contract/run.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { CONTOURED, decodeOutput, FOUND, RENDERED, ROTATED, workflowInput } from '../support/submission-input.ts';
import { latch } from '../support/workflow-runs.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

/** Steps that note whether they are local, and answer at once; each test swaps those it is about. */
function noting(swapped: Partial<Activities> = {}) {
  const seen: [step: string, where: ActivityPlacement][] = [];
  const noted = <I, O>(work: (input: I) => Promise<O>) => async (input: I) => {
    const { activityType, isLocal } = Context.current().info;
    seen.push([activityType, isLocal ? 'local' : 'task-queue']);
    return work(input);
  };
  const render = vi.fn<Activities['render']>(async () => RENDERED);
  const steps: Activities = {
    find: noted(swapped.find ?? (async () => FOUND)),
    decode: noted(swapped.decode ?? (async () => decodeOutput())),
    rotate: noted(swapped.rotate ?? (async () => ROTATED)),
    contour: noted(swapped.contour ?? (async () => CONTOURED)),
    render: noted(swapped.render ?? render),
    recordEnd: noted(swapped.recordEnd ?? (async () => ({ webhook: false, ended: true }))),
  };
  return { steps, seen, render };
}

async function withWorker<T>(activities: Activities, work: () => Promise<T>): Promise<T> {
  const worker = await Worker.create({
    connection: temporal.native,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) },
    activities,
  });
  return worker.runUntil(work);
}

/** As the API starts it, with the default time for a workflow task: a quarter of it is what a local step has. */
async function start(placement: ActivityPlacement, delayMs = 0) {
  const input = workflowInput(randomUUID(), delayMs);
  await createRuns(temporal.client, { placement }).start(input);
  return temporal.client.workflow.getHandle(input.submissionId);
}

/** With so much time for a workflow task that no machine is too slow for a step that answers at once. */
function startUnhurried(placement: ActivityPlacement, delayMs = 0) {
  const input = workflowInput(randomUUID(), delayMs);
  return temporal.client.workflow.start(WORKFLOW_TYPE, {
    args: [placement === 'local' ? { ...input, placement } : input],
    taskQueue: TASK_QUEUE,
    workflowId: input.submissionId,
    workflowTaskTimeout: '2 minutes',
  });
}

const eventsOf = async (handle: Awaited<ReturnType<typeof start>>) => (await handle.fetchHistory()).events ?? [];
const PLAN = ['decode', 'rotate', 'contour', 'render'];

describe.each([0, 1])('a run with a delay of %i ms', (delayMs) => {
  test.each(['task-queue', 'local'] as const)('has all its steps where it says: %s', async (placement) => {
    const { steps, seen, render } = noting();
    await withWorker(steps, async () => {
      const result = await (await startUnhurried(placement, delayMs)).result();
      expect(result).toEqual({ rollDegrees: 22.4, regions: 10, points: 480, svg: RENDERED.svg });
    });
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(PLAN.map((step) => [step, placement])));
    expect(seen).toHaveLength(PLAN.length);
    expect(render.mock.calls[0]![0]).toHaveProperty('attemptedBefore', false);
  });
});

test('a run with local steps leaves half the events', async () => {
  const counts = await withWorker(noting().steps, async () => {
    const handles = await Promise.all([startUnhurried('task-queue'), startUnhurried('local')]);
    await Promise.all(handles.map((handle) => handle.result()));
    return Promise.all(handles.map(async (handle) => (await eventsOf(handle)).length));
  });
  expect(counts[1]).toBeLessThan(counts[0]! / 2);
});

describe('a local step', () => {
  test('with bad input is tried once, and ends the submission', async () => {
    const decode = vi.fn<Activities['decode']>(async () => Promise.reject(ApplicationFailure.nonRetryable('No face.', 'NoFace')));
    const recordEnd = vi.fn<Activities['recordEnd']>(async () => ({ webhook: false, ended: true }));
    const { steps, seen } = noting({ decode, recordEnd });
    await withWorker(steps, async () => {
      await expect((await startUnhurried('local')).result()).rejects.toThrow(WorkflowFailedError);
    });
    expect(seen).toEqual([['decode', 'local'], ['recordEnd', 'task-queue']]);
    expect(recordEnd).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ failure: { code: 'NoFace', detail: 'No face.', step: 'decode' } }),
    );
  });

  test('that fails goes on the task queue, and so do those after it; it has its five tries there', async () => {
    const rotate = vi.fn<Activities['rotate']>(async () => Promise.reject(ApplicationFailure.create({ message: 'no', nextRetryDelay: '5 ms' })));
    const { steps, seen } = noting({ rotate });
    await withWorker(steps, async () => {
      await expect((await startUnhurried('local')).result()).rejects.toThrow(WorkflowFailedError);
    });
    expect(seen.filter(([step]) => step === 'rotate').map(([, where]) => where)).toEqual(['local', ...Array<string>(5).fill('task-queue')]);
    expect(seen.at(-1)).toEqual(['recordEnd', 'task-queue']);
  });

  test('waits an outage out on the task queue', async () => {
    let tries = 0;
    const decode: Activities['decode'] = async () => {
      tries += 1;
      if (tries <= 7) throw ApplicationFailure.create({ type: 'unavailable', nextRetryDelay: '5 ms' });
      return decodeOutput();
    };
    const { steps, seen, render } = noting({ decode });
    await withWorker(steps, async () => {
      const handle = await startUnhurried('local');
      await handle.result();
      expect(JSON.stringify(await handle.fetchHistory())).toContain('timerStartedEventAttributes');
    });
    expect(seen.filter(([, where]) => where === 'local')).toEqual([['decode', 'local']]);
    expect(render.mock.calls[0]![0]).toMatchObject({ attemptedBefore: true });
  });

  test('that hangs is told to stop, goes on the task queue, and costs the run no second workflow task meanwhile', async () => {
    const stopped = vi.fn<() => void>();
    const contour: Activities['contour'] = async () => {
      const { info, cancellationSignal } = Context.current();
      if (!info.isLocal) return CONTOURED;
      await new Promise<void>((resolve) => cancellationSignal.addEventListener('abort', () => resolve()));
      stopped();
      throw new Error('stopped');
    };
    const { steps, seen } = noting({ contour });
    await withWorker(steps, async () => {
      const handle = await start('local');
      await handle.result();
      expect((await eventsOf(handle)).filter((event) => event.workflowTaskTimedOutEventAttributes)).toEqual([]);
    });
    expect(stopped).toHaveBeenCalledOnce();
    expect(seen.filter(([step]) => step === 'contour').map(([, where]) => where)).toEqual(['local', 'task-queue']);
    expect(seen.at(-1)).toEqual(['render', 'task-queue']);
  });

  test('that hangs does not keep a cancellation from ending the run, and is told to stop', async () => {
    const begun = latch();
    const stopped = vi.fn<() => void>();
    const decode: Activities['decode'] = async () => {
      begun.open();
      await Context.current().cancelled.catch(stopped);
      throw new Error('stopped');
    };
    const recordEnd = vi.fn<Activities['recordEnd']>(async () => ({ webhook: false, ended: true }));
    await withWorker(noting({ decode, recordEnd }).steps, async () => {
      const handle = await start('local');
      await begun.opened;
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect((await handle.describe()).status.name).toBe('CANCELLED');
    });
    expect(stopped).toHaveBeenCalled();
    expect(recordEnd).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'cancelled', failure: null }));
  });
});

test('a run whose local step is at work is processing, though nobody answers a query before it ends', async () => {
  const begun = latch();
  const release = latch();
  const decode: Activities['decode'] = async () => {
    begun.open();
    await release.opened;
    return decodeOutput();
  };
  await withWorker(noting({ decode }).steps, async () => {
    const handle = await start('local');
    await begun.opened;
    const state = await createRuns(temporal.client, { queries: false }).observe(handle.workflowId);
    expect(state).toMatchObject({ kind: 'running', progress: { status: 'processing', progress: 0 } });
    release.open();
    await handle.result();
  });
});
