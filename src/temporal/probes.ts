import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';
import { asUnavailable } from './as-unavailable.ts';

const DEADLINE_MS = 1_400;
/** Workflows and activities, by their numbers in Temporal's protocol. */
const TASK_QUEUE_TYPES = [1, 2] as const;
/** A poll is renewed after a minute at most; the server remembers a poller for five. */
const POLLER_FRESH_MS = 75_000;

/** Resolves if Temporal answers for our namespace. @throws FrontalError `unavailable` */
export async function pingTemporal(client: Client): Promise<void> {
  const { namespace } = client.options;
  await asUnavailable(
    client.withDeadline(Date.now() + DEADLINE_MS, () => client.workflowService.describeNamespace({ namespace })),
  );
}

/** Resolves if a worker polls for the workflows and activities of new runs. @throws FrontalError `unavailable` */
export async function pingWorker(client: Client): Promise<void> {
  const polled = await Promise.all(TASK_QUEUE_TYPES.map((type) => whoPolls(client, type)));
  if (polled.includes('nobody')) throw new FrontalError('unavailable', 'No worker polls the task queue. Start one.');
  if (polled.includes('others')) throw new FrontalError('unavailable', 'Workers poll the task queue, and none is of the version that is current.');
}

/** `others`: workers of versions that get no new runs. */
async function whoPolls(client: Client, taskQueueType: 1 | 2): Promise<'current' | 'others' | 'nobody'> {
  const { pollers, versioningInfo } = await asUnavailable(
    client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: TASK_QUEUE },
        taskQueueType,
      }),
    ),
  );
  const fresh = (pollers ?? []).filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > Date.now() - POLLER_FRESH_MS);
  if (fresh.length === 0) return 'nobody';
  const current = nameOf(versioningInfo?.currentDeploymentVersion);
  const isCurrent = fresh.some(({ deploymentOptions: of }) => nameOf(of?.workerVersioningMode === VERSIONED ? of : null) === current);
  return isCurrent ? 'current' : 'others';
}

/** A worker's mode in Temporal's protocol; others name a build as well, which then means nothing. */
const VERSIONED = 2;

/** Empty of workers that are of no version, which is what is current until a version is. */
function nameOf(version: { deploymentName?: string | null; buildId?: string | null } | null | undefined): string {
  return version?.deploymentName ? `${version.deploymentName}.${version.buildId}` : '';
}
