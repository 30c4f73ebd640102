import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { pingWorker } from '../../src/temporal/probes.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

const DEPLOYMENT = 'frontal';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

/** While a worker of that build polls; null: of no version. */
async function withWorker(buildId: string | null, work: () => Promise<void>): Promise<void> {
  const worker = await Worker.create({
    connection: temporal.native,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) },
    activities: { decode: async () => null },
    ...(buildId !== null && {
      workerDeploymentOptions: { version: { deploymentName: DEPLOYMENT, buildId }, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' as const },
    }),
  });
  await worker.runUntil(work);
}

/** A poller is known a moment after it has come, and for minutes after it has gone. */
async function expectPing(outcome: RegExp): Promise<void> {
  await expect.poll(() => pingWorker(temporal.client).then(() => 'ok', String)).toMatch(outcome);
}

async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService } = temporal.client;
  const request = { namespace: 'default', deploymentName: DEPLOYMENT, buildId, identity: 'test', ignoreMissingTaskQueues: true };
  await expect.poll(() => workflowService.setWorkerDeploymentCurrentVersion(request).then(() => 'current', String)).toBe('current');
}

test('a submission would be processed as soon as a worker polls that gets new runs', async () => {
  await expectPing(/No worker polls/);
  await withWorker('v1', async () => {
    await expectPing(/none is of the version that is current/);
    await makeCurrent('v1');
    await expectPing(/^ok$/);
    await withWorker('v2', () => makeCurrent('v2'));
    await expectPing(/^ok$/);
    await makeCurrent('');
    await expectPing(/none is of the version that is current/);
    await withWorker(null, () => expectPing(/^ok$/));
  });
});
