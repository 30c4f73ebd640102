import { Context } from '@temporalio/activity';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { WORKFLOW_TYPE, TASK_QUEUE } from '../../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { CONTOURED, FOUND, RENDERED, ROTATED, decodeOutput, workflowInput } from '../support/submission-input.ts';
import { fileURLToPath } from 'node:url';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

/** Activities that answer at once; each test swaps those it is about. */
function activities(swapped: Partial<Activities> = {}): Activities {
  return {
    find: vi.fn<Activities['find']>(async () => FOUND),
    decode: vi.fn<Activities['decode']>(async () => decodeOutput()),
    rotate: vi.fn<Activities['rotate']>(async () => ROTATED),
    contour: vi.fn<Activities['contour']>(async () => CONTOURED),
    render: vi.fn<Activities['render']>(async () => RENDERED),
    recordEnd: vi.fn<Activities['recordEnd']>(async () => ({ webhook: false, ended: true })),
    ...swapped,
  };
}

async function withWorker<T>(given: Activities, work: () => Promise<T>): Promise<T> {
  const worker = await Worker.create({
    connection: temporal.native,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) },
    activities: given,
  });
  return worker.runUntil(work);
}

const start = (input: ProcessSubmissionInput = workflowInput(randomUUID())) =>
  temporal.client.workflow.start(WORKFLOW_TYPE, {
    args: [input],
    taskQueue: TASK_QUEUE,
    workflowId: input.submissionId,
  });

/** A promise and the function that settles it. */
function latch() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

const badInput = (code: string) => ApplicationFailure.nonRetryable('The portrait cannot be read.', code);

describe('the current details of a run', () => {
  const detailsOf = async (id: string) => {
    const { connection, options } = temporal.client;
    const anyRun = new Client({ connection, namespace: options.namespace, workflow: { queryRejectCondition: 'NONE' } });
    const { currentDetails } = await anyRun.workflow.getHandle(id).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    return currentDetails.split('\n');
  };

  test('of one that failed say how each step ended', async () => {
    const contouring = latch();
    const given = activities({
      rotate: async () => {
        await contouring.opened;
        throw badInput('invalid_image');
      },
      contour: async () => {
        contouring.open();
        await Context.current().cancelled;
        return CONTOURED;
      },
    });
    await withWorker(given, async () => {
      const handle = await start();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect(await detailsOf(handle.workflowId)).toEqual([
        'The submission is failed.', '', '- decode: done', '- rotate: failed', '- contour: given up', '- render: never begun',
      ]);
    });
  });

  test('of one that waits say so', async () => {
    await withWorker(activities(), async () => {
      const handle = await start({ ...workflowInput(randomUUID()), delayMs: 60_000 });
      await vi.waitFor(async () => expect((await detailsOf(handle.workflowId))[0]).toBe('Waits for 60 s before the first step, as `delay_ms` asks.'), { timeout: 30_000 });
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect(await detailsOf(handle.workflowId)).toContain('The submission is cancelled.');
    });
  });
});
