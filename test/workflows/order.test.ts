import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Context } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { STEPS_OF_ALL, TASK_QUEUE } from '../../src/contract/run.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { CONTOURED, decodeOutput, FOUND, RENDERED, ROTATED, workflowInput } from '../support/submission-input.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

interface Taken {
  readonly step: string;
  readonly id: string;
}

/** Steps that note when they were taken up, and end once `until` has. */
function noting(taken: Taken[], until: (step: string, id: string) => Promise<void> = async () => {}): Activities {
  const noted = <O>(step: string, output: O) => async (): Promise<O> => {
    const { workflowExecution } = Context.current().info;
    const id = workflowExecution?.workflowId ?? '';
    taken.push({ step, id });
    await until(step, id);
    return output;
  };
  return {
    find: noted('find', FOUND),
    decode: noted('decode', decodeOutput()),
    rotate: noted('rotate', ROTATED),
    contour: noted('contour', CONTOURED),
    render: noted('render', RENDERED),
    recordEnd: noted('recordEnd', { webhook: false, ended: true }),
  };
}

/** Starts runs of tenants, lets each get as far as its first step, and only then has steps worked on, one at a time. */
async function workOff(tenants: readonly (string | null)[], until?: (taken: readonly Taken[]) => Promise<void>): Promise<{ ids: string[]; taken: Taken[] }> {
  const { native: connection, client } = temporal;
  const runs = createRuns(client);
  const workflowBundle = { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) };
  const taken: Taken[] = [];
  const ids: string[] = [];
  const workflows = await Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle });
  await workflows.runUntil(async () => {
    for (const tenant of tenants) {
      const { placement: _placement, ...input } = workflowInput(randomUUID());
      await runs.start(input, { tenant });
      ids.push(input.submissionId);
      await expect.poll(() => waitingSteps(input.submissionId)).toEqual(['decode']);
    }
    const activities = noting(taken, async () => until?.(taken));
    const steps = await Worker.create({ connection, taskQueue: TASK_QUEUE, activities, maxConcurrentActivityTaskExecutions: 1 });
    await steps.runUntil(() => Promise.all(ids.map((id) => client.workflow.result(id))));
  });
  return { ids, taken };
}

async function waitingSteps(id: string): Promise<string[]> {
  const { raw } = await temporal.client.workflow.getHandle(id).describe();
  return (raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name ?? '').toSorted();
}

test('what has begun is ended before all the rest is begun', async () => {
  const MANY = 6;
  // A step ends once the steps that follow the others before it are waiting, too.
  const { taken } = await workOff(Array.from({ length: MANY }, () => null), async (before) => {
    for (const { step, id } of before.slice(0, -1)) {
      if (step === 'decode' && !before.some((other) => other.id === id && other.step !== 'decode')) {
        await expect.poll(() => waitingSteps(id)).toContain('rotate');
      }
    }
  });
  const at = (step: string) => taken.flatMap((one, index) => (one.step === step ? [index] : []));
  expect(taken).toHaveLength(MANY * STEPS_OF_ALL.length);
  expect(at('render')[0]).toBeLessThan(at('decode').at(-1)!);
  expect(at('rotate')[0]).toBeLessThan(at('decode')[3]!);
});

test('a tenant with one submission is not held up by one with many', async () => {
  const { ids, taken } = await workOff([...Array.from({ length: 20 }, () => 'many'), 'one']);
  const decoded = taken.filter(({ step }) => step === 'decode').map(({ id }) => id);
  expect(decoded).toHaveLength(21);
  expect(decoded.indexOf(ids.at(-1)!)).toBeLessThan(5);
});
