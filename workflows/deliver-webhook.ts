import { proxyActivities, setWorkflowOptions, sleep, workflowInfo } from '@temporalio/workflow';
import type { DeliveryActivities } from '../activities/index.ts';
import { WEBHOOK_TASK_QUEUE, type DeliverWebhookInput, type DeliverWebhookOutput } from '../src/contract/delivery.ts';
import { checkSubmissionId } from './check-input.ts';
import { WEBHOOK_TRY } from './retry-policies.ts';

/**
 * Tells a submission's webhook of its end. How often, and how long after one another, the activity says; the tries are
 * counted and waited for here, so that nothing is lost and nothing is told faster when workers die.
 */
export async function deliverWebhook(input: DeliverWebhookInput): Promise<DeliverWebhookOutput> {
  checkSubmissionId(input);
  const { submissionId } = input;
  for (let attempt = 1; ; attempt += 1) {
    const { delivered, retryInMs } = await nth(attempt).deliverWebhook({ submissionId, attempt });
    if (retryInMs === null) return { delivered, attempts: attempt };
    await sleep(retryInMs);
  }
}

// Its tries go on for days: no worker of an earlier version is to be kept for them. Temporal refuses this of a worker that
// is of no version.
setWorkflowOptions(
  () => (workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'AUTO_UPGRADE' } : {}),
  deliverWebhook,
);

const nth = (attempt: number) =>
  proxyActivities<DeliveryActivities>({ ...WEBHOOK_TRY, taskQueue: WEBHOOK_TASK_QUEUE, summary: `Try ${attempt}` });
