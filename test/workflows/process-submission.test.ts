import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { INVALID_RUN, WORKFLOW_TYPE, TASK_QUEUE, type Progress } from '../../src/contract/run.ts';
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

describe('refusals', () => {
  test('bad input ends the submission as failed, with code and step, after one try', async () => {
    const given = activities({ decode: vi.fn<Activities['decode']>(async () => Promise.reject(badInput('invalid_image'))) });
    await withWorker(given, async () => {
      const handle = await start();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect(given.decode).toHaveBeenCalledTimes(1);
      expect(given.rotate).not.toHaveBeenCalled();
      expect(given.recordEnd).toHaveBeenCalledExactlyOnceWith({
        submissionId: handle.workflowId,
        runId: handle.firstExecutionRunId,
        status: 'failed',
        failure: { code: 'invalid_image', detail: 'The portrait cannot be read.', step: 'decode' },
      });
      expect((await handle.describe()).status.name).toBe('FAILED');
    });
  });

  test('a failure in one of the parallel steps names that step', async () => {
    const given = activities({ contour: async () => Promise.reject(badInput('invalid_option')) });
    await withWorker(given, async () => {
      await expect((await start()).result()).rejects.toThrow(WorkflowFailedError);
      expect(given.recordEnd).toHaveBeenCalledWith(
        expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid_option', step: 'contour' }) }),
      );
      expect(given.render).not.toHaveBeenCalled();
    });
  });

  test.each([
    ['nothing at all', []],
    ['a word', ['word']],
    ['the id of another workflow', [workflowInput('another')]],
    ['no digest', [{ ...workflowInput('own'), portrait: 'face.jpg' }]],
    ['no options', [{ ...workflowInput('own'), options: null }]],
    ['a delay that is no number', [{ ...workflowInput('own'), delayMs: 'long' }]],
    ['no placement', [{ ...workflowInput('own'), placement: undefined }]],
  ])('a run that was started by hand with %s fails at once, and touches no row', async (_what, args) => {
    const given = activities();
    await withWorker(given, async () => {
      const handle = await temporal.client.workflow.start(WORKFLOW_TYPE, { args, taskQueue: TASK_QUEUE, workflowId: `own-${randomUUID()}` });
      const error: unknown = await handle.result().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ cause: { type: INVALID_RUN, nonRetryable: true } });
      expect(given.decode).not.toHaveBeenCalled();
      expect(given.recordEnd).not.toHaveBeenCalled();
    });
  });

  test('recording the end is tried until it comes through', async () => {
    let tries = 0;
    const given = activities({
      decode: async () => Promise.reject(badInput('NoFace')),
      recordEnd: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the database is away');
        return { webhook: false, ended: true };
      },
    });
    await withWorker(given, async () => {
      await expect((await start()).result()).rejects.toThrow(WorkflowFailedError);
      expect(tries).toBe(3);
    });
  });
});

describe('the plan', () => {
  test('decode, then rotate and contour at once, then render', async () => {
    const seen: string[] = [];
    const bothRun = latch();
    const parallel = <O>(name: string, output: O) => async () => {
      seen.push(name);
      if (seen.includes('rotate') && seen.includes('contour')) bothRun.open();
      await bothRun.opened; // neither ends before the other has started
      return output;
    };
    const given = activities({
      decode: async () => (seen.push('decode'), decodeOutput()),
      rotate: parallel('rotate', ROTATED),
      contour: parallel('contour', CONTOURED),
      render: vi.fn<Activities['render']>(async () => (seen.push('render'), RENDERED)),
    });
    await withWorker(given, async () => {
      expect(await (await start()).result()).toEqual({ rollDegrees: 22.4, regions: 10, points: 480, svg: RENDERED.svg });
    });
    expect(seen[0]).toBe('decode');
    expect(seen.slice(1, 3).toSorted()).toEqual(['contour', 'rotate']);
    expect(seen[3]).toBe('render');
    expect(given.render).toHaveBeenCalledWith(
      expect.objectContaining({ stepMs: { decode: 10, rotate: 20, contour: 30 }, regions: CONTOURED.regions }),
    );
    expect(given.recordEnd).not.toHaveBeenCalled();
  });

  test('a remembered step is not run again', async () => {
    const remembered = decodeOutput();
    remembered.rotate.remembered = { ...ROTATED, ms: 0 };
    const given = activities({ decode: async () => remembered });
    await withWorker(given, async () => {
      await (await start()).result();
    });
    expect(given.rotate).not.toHaveBeenCalled();
    expect(given.contour).toHaveBeenCalledTimes(1);
    expect(given.render).toHaveBeenCalledWith(expect.objectContaining({ stepMs: { decode: 10, rotate: 0, contour: 30 } }));
  });

  test('a passing fault is tried again', async () => {
    let tries = 0;
    const given = activities({
      rotate: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the connection was lost');
        return ROTATED;
      },
    });
    await withWorker(given, async () => {
      await (await start()).result();
    });
    expect(tries).toBe(3);
  });
});

describe('faults that stay', () => {
  const failing = (type: string) =>
    ApplicationFailure.create({ message: 'it does not work', type, nextRetryDelay: '10 ms' });

  test('of a step itself end the submission after five tries, as a fault of ours', async () => {
    const given = activities({ rotate: vi.fn<Activities['rotate']>(async () => Promise.reject(failing('RangeError'))) });
    await withWorker(given, async () => {
      await expect((await start()).result()).rejects.toThrow(WorkflowFailedError);
    });
    expect(given.rotate).toHaveBeenCalledTimes(5);
    expect(given.recordEnd).toHaveBeenCalledWith(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'internal', step: 'rotate' }) }),
    );
  });

  test('of the database are waited out', async () => {
    let tries = 0;
    const given = activities({
      decode: async () => {
        tries += 1;
        if (tries <= 7) throw failing('unavailable');
        return decodeOutput();
      },
    });
    await withWorker(given, async () => {
      await (await start()).result();
    });
    expect(tries).toBe(8);
    expect(given.recordEnd).not.toHaveBeenCalled();
  });
});

describe('cancellation', () => {
  test('ends the submission as cancelled, though the step that runs does not listen', async () => {
    const decoding = latch();
    const release = latch();
    const given = activities({
      decode: async () => {
        decoding.open();
        await release.opened;
        return decodeOutput();
      },
    });
    await withWorker(given, async () => {
      const handle = await start();
      await decoding.opened;
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect((await handle.describe()).status.name).toBe('CANCELLED');
      expect(given.recordEnd).toHaveBeenCalledExactlyOnceWith({
        submissionId: handle.workflowId,
        runId: handle.firstExecutionRunId,
        status: 'cancelled',
        failure: null,
      });
      release.open();
    });
  });

  test('reaches the timer of delay_ms', async () => {
    const given = activities();
    await withWorker(given, async () => {
      const handle = await start(workflowInput(randomUUID(), 60_000));
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    });
    expect(given.decode).not.toHaveBeenCalled();
    expect(given.recordEnd).toHaveBeenCalledWith(expect.objectContaining({ status: 'cancelled' }));
  });
});

describe('what people see', () => {
  test('the progress query follows the steps', async () => {
    const rotating = latch();
    const release = latch();
    const given = activities({
      rotate: async () => {
        rotating.open();
        await release.opened;
        return ROTATED;
      },
      contour: async () => (await rotating.opened, CONTOURED),
    });
    await withWorker(given, async () => {
      const handle = await start();
      await rotating.opened;
      const progress = () => handle.query<Progress>('progress');
      await expect.poll(progress).toMatchObject({ status: 'processing', step: 'rotate', progress: 0.5 });
      expect(Date.parse((await progress()).started_at)).not.toBeNaN();
      release.open();
      await handle.result();
    });
  });

  test('summaries tell the story, search attributes carry status and label schema', async () => {
    await withWorker(activities(), async () => {
      const handle = await start();
      await handle.result();
      const { searchAttributes } = await handle.describe();
      expect(searchAttributes).toMatchObject({ FrontalStatus: ['done'], FrontalLabelSchema: ['lapa-11'] });
      const { events } = await handle.fetchHistory();
      const summaries = events?.flatMap(({ userMetadata }) =>
        userMetadata?.summary?.data ? [JSON.parse(Buffer.from(userMetadata.summary.data).toString())] : [],
      );
      expect(summaries).toEqual([
        'Read portrait, label map and landmarks; decide the alignment',
        'Turn the portrait upright (roll 22.4 degrees)',
        'Trace every border once, simplify, certify',
        'Draw 10 regions, 480 points',
      ]);
    });
  });
});
