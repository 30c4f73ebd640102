import type { NativeConnection } from '@temporalio/worker';
import type { Registry } from 'prom-client';
import { createDeliveryActivities } from '../../activities/index.ts';
import type { Config } from '../settings/config.ts';
import { linksOf } from '../http/links.ts';
import type { SubmissionStore } from '../submissions/submission.ts';
import { createDeliveryWorker } from '../temporal/create-delivery-worker.ts';
import { countTries } from '../webhooks/count-tries.ts';
import { RETRY_PAUSES_MS } from '../webhooks/schedule.ts';
import { createWebhookSender } from '../webhooks/sender.ts';
import type { Parts } from './parts.ts';

export interface WebhookWiring {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly submissions: SubmissionStore;
  readonly registry: Registry;
}

/** Brings up the worker that tells webhooks, where they can be signed; without, they wait for a worker that can. */
export async function startWebhooks(parts: Parts, { webhooks }: Config, wiring: WebhookWiring): Promise<void> {
  const { connection, namespace, submissions, registry } = wiring;
  if (webhooks.secrets.length === 0) return;
  const activities = createDeliveryActivities({
    submissions,
    sender: countTries(createWebhookSender(webhooks), registry),
    linksOf: (id) => ({ ...linksOf(id, { url: null, namespace }) }),
    pausesMs: RETRY_PAUSES_MS,
  });
  const worker = await createDeliveryWorker({ connection, namespace, activities, log: parts.log, tracing: parts.tracing });
  const running = worker.run();
  running.catch((error: unknown) => parts.fail(error));
  const reach = webhooks.allowPrivate ? 'private networks too' : 'public addresses only';
  parts.up('Webhooks', `signed with ${webhooks.secrets.length} secret(s), ${reach}`, async () => {
    worker.shutdown();
    await running;
  });
}
