import { beforeAll, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { createRuns } from '../../src/temporal/client-runs.ts';
import { deliveryWorkflowId } from '../../src/contract/delivery.ts';
import { holdFirstOf } from '../support/hold-steps.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem } from '../support/system.ts';

const DEPLOYMENT = 'frontal';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const system = useSystem();
let service: Service;
beforeAll(async () => {
  ({ service } = await system().startApi());
});

const startVersion = (buildId: string): Promise<TestProcess> => 
  system().startWorker({ WORKER_DEPLOYMENT: DEPLOYMENT, BUILD_ID: buildId, WEBHOOK_SECRET: SECRET });

/** As `temporal worker deployment set-current-version` does; a version is known once its worker has polled. */
async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService } = system().temporal.client;
  const request = { namespace: 'default', deploymentName: DEPLOYMENT, buildId, identity: 'test' };
  const outcome = () => workflowService.setWorkerDeploymentCurrentVersion(request).then(() => 'current', String);
  await expect.poll(outcome).toBe('current');
}

async function polls(): Promise<boolean> {
  const { workflowService } = system().temporal.client;
  const { pollers } = await workflowService.describeTaskQueue({ namespace: 'default', taskQueue: { name: TASK_QUEUE }, taskQueueType: 2 });
  return (pollers ?? []).length > 0;
}

async function submit(mark: string): Promise<string> {
  return (await service.submit(submitBody(distinctCase(await readCase('fixtures/synth-plain'), mark)))).id;
}

/** The build that a run is of, and whether it stays there: 1, pinned, or goes on with what is current: 2. */
async function versionOf(id: string) {
  const { raw } = await system().temporal.client.workflow.getHandle(id).describe();
  const { behavior, deploymentVersion } = raw.workflowExecutionInfo?.versioningInfo ?? {};
  return { behavior, buildId: deploymentVersion?.buildId };
}

test('a version gets nothing before it is current, runs end where they began, and new ones begin on the new version', async () => {
  const first = await startVersion('v1');
  const early = await submit('early');
  await expect.poll(() => polls()).toBe(true);
  expect(await service.isReady()).toBe(false);
  await makeCurrent('v1');
  expect((await ended(service, early)).status).toBe('done');
  expect(await versionOf(early)).toEqual({ behavior: 1, buildId: 'v1' });
  await expect.poll(() => service.isReady()).toBe(true);

  const hold = await holdFirstOf(['contour'], system().databaseUrl);
  const held = await submit('held');
  await hold.isHeld('contour');
  await startVersion('v2');
  await makeCurrent('v2');
  const late = await submit('late');
  expect((await ended(service, late)).status).toBe('done');
  expect(await versionOf(late)).toEqual({ behavior: 1, buildId: 'v2' });

  await hold.release();
  expect((await ended(service, held)).status).toBe('done');
  expect(await versionOf(held)).toEqual({ behavior: 1, buildId: 'v1' });
  await first.stop();
  await expect.poll(() => service.isReady()).toBe(true);
});

test('a delivery goes with the current version, its tries with any worker that tells webhooks', async () => {
  const unknown = 'a'.repeat(52);
  await createRuns(system().temporal.client).deliver(unknown);
  const delivery = deliveryWorkflowId(unknown);
  expect(await system().temporal.client.workflow.getHandle(delivery).result()).toMatchObject({ delivered: false });
  expect(await versionOf(delivery)).toEqual({ behavior: 2, buildId: 'v2' });
});
