import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { temporalBinary } from '../support/temporal-binary.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

const SCRIPT = 'ops/kubernetes/worker/first-version.sh';
const DEPLOYMENT = 'frontal';

let temporal: TestTemporal;
let path: string;
beforeAll(async () => {
  temporal = await startTestTemporal();
  path = `${dirname(await temporalBinary())}:${process.env.PATH}`;
});
afterAll(() => temporal?.stop());

/** As the job runs it, with a worker of that build polling beside it. */
async function firstVersion(buildId: string): Promise<string> {
  const worker = await Worker.create({
    connection: temporal.native,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) },
    workerDeploymentOptions: { version: { deploymentName: DEPLOYMENT, buildId }, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' },
  });
  return worker.runUntil(() => run(buildId));
}

async function run(buildId: string, tries = 60): Promise<string> {
  const env = { PATH: path, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default', WORKER_DEPLOYMENT: DEPLOYMENT, BUILD_ID: buildId, TRIES: String(tries) };
  return (await promisify(execFile)('sh', [SCRIPT], { env })).stdout;
}

async function current(): Promise<string | undefined> {
  const { workflowService } = temporal.client;
  const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({ namespace: 'default', deploymentName: DEPLOYMENT });
  return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
}

test('a build that nobody runs is given up, and said so', async () => {
  await expect(run('0-1-0', 2)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(DEPLOYMENT) });
});

test('the first build is made current, and no later one, nor what was chosen by hand', async () => {
  await firstVersion('0-1-0');
  expect(await current()).toBe('0-1-0');
  expect(await firstVersion('0-2-0')).toContain('it stays');
  expect(await current()).toBe('0-1-0');

  const { workflowService } = temporal.client;
  await workflowService.setWorkerDeploymentCurrentVersion({ namespace: 'default', deploymentName: DEPLOYMENT, buildId: '', identity: 'operator', ignoreMissingTaskQueues: true });
  expect(await current()).toBeUndefined();
  expect(await run('0-1-0')).toContain('it stays');
  expect(await current()).toBeUndefined();
});
