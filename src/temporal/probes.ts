import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../contract.ts';
import { FrontalError } from '../errors.ts';
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

/** Resolves if a worker polls for workflows and activities. @throws FrontalError `unavailable` */
export async function pingWorker(client: Client): Promise<void> {
  const polled = await Promise.all(TASK_QUEUE_TYPES.map((type) => isPolled(client, type)));
  if (!polled.every(Boolean)) throw new FrontalError('unavailable', 'No worker polls the task queue. Start one.');
}

async function isPolled(client: Client, taskQueueType: 1 | 2): Promise<boolean> {
  const { pollers } = await asUnavailable(
    client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: TASK_QUEUE },
        taskQueueType,
      }),
    ),
  );
  return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > Date.now() - POLLER_FRESH_MS);
}
