import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, vi } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { CONTOURED, decodeOutput, FOUND, RENDERED, ROTATED, workflowInput } from './submission-input.ts';
import { startTestTemporal, type TestTemporal } from './temporal.ts';

/** Steps that answer at once; each test swaps those it is about. */
export function answeringSteps(swapped: Partial<Activities> = {}): Activities {
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

/** A server for the tests of this file, a worker while `withWorker` works, and runs of submissions. */
export function useWorkflowRuns() {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await startTestTemporal();
  });
  afterAll(() => temporal?.stop());

  return {
    temporal: () => temporal,
    async withWorker<T>(activities: Activities, work: () => Promise<T>): Promise<T> {
      const workflowBundle = { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) };
      const worker = await Worker.create({ connection: temporal.native, taskQueue: TASK_QUEUE, workflowBundle, activities });
      return worker.runUntil(work);
    },
    start: (input: ProcessSubmissionInput = workflowInput(randomUUID())) =>
      temporal.client.workflow.start(WORKFLOW_TYPE, { args: [input], taskQueue: TASK_QUEUE, workflowId: input.submissionId }),
  };
}

/** A promise and the function that settles it. */
export function latch() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

export const badInput = (code: string) => ApplicationFailure.nonRetryable('The portrait cannot be read.', code);
