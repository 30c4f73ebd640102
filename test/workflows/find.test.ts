import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

const start = (input: ProcessSubmissionInput) =>
  temporal.client.workflow.start(WORKFLOW_TYPE, {
    args: [input],
    taskQueue: TASK_QUEUE,
    workflowId: input.submissionId,
  });

const find = { landmarks: true, label_map: true, face: 0, least_score: 0.5, finder: '1' };
const seeking = (input = workflowInput(randomUUID())) => ({ ...input, options: { ...input.options, find } });

test('what was left out is found first, and taken for what was sent from then on', async () => {
  const given = activities({ find: vi.fn<Activities['find']>(async () => ({ ...FOUND, warnings: [{ code: 'doubtful_find', detail: 'It is small.' }] })) });
  await withWorker(given, async () => {
    const input = seeking();
    await (await start(input)).result();
    expect(given.find).toHaveBeenCalledExactlyOnceWith({ portrait: input.portrait, landmarks: null, find: input.options.find });
    expect(given.decode).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ landmarks: FOUND.landmarks, labelMap: FOUND.labelMap, labels: expect.objectContaining({ schema: 'frontal-11' }) }));
    const warnings = expect.arrayContaining([{ code: 'doubtful_find', detail: 'It is small.' }]);
    expect(given.render).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ found: FOUND.found, landmarks: FOUND.landmarks, warnings }));
  });
});

test('a face that is not there ends the submission as failed', async () => {
  const given = activities({ find: async () => Promise.reject(ApplicationFailure.nonRetryable('No face was found.', 'no_face_found')) });
  await withWorker(given, async () => {
    await expect((await start(seeking())).result()).rejects.toThrow(WorkflowFailedError);
    expect(given.decode).not.toHaveBeenCalled();
    expect(given.recordEnd).toHaveBeenCalledWith(expect.objectContaining({ failure: expect.objectContaining({ code: 'no_face_found', step: 'find' }) }));
  });
});
