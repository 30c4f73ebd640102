/** What the API, the workflow and the worker that tells webhooks agree on. Imports nothing, like contract.ts. */

/** Webhooks answer as slowly as they like: they must not take the slots of the steps. */
export const WEBHOOK_TASK_QUEUE = 'frontal-webhooks';
export const DELIVERY_WORKFLOW_TYPE = 'deliverWebhook';
export const DELIVERY_SUMMARY = "Tell the webhook of a submission's end";

/** The delivery of a submission's end: one at a time, and the latest end is the one that is told. */
export function deliveryWorkflowId(submissionId: string): string {
  return `${submissionId}${DELIVERY}`;
}

/** The other way round. */
export function submissionOfDelivery(workflowId: string): string {
  return workflowId.slice(0, -DELIVERY.length);
}

const DELIVERY = '-webhook';

/** Whom to tell stands in the row: URLs can carry secrets, and never pass through Temporal. */
export interface DeliverWebhookInput {
  submissionId: string;
}

export interface DeliverWebhookOutput {
  delivered: boolean;
  attempts: number;
}

export interface WebhookAttemptInput extends DeliverWebhookInput {
  /** From 1. */
  attempt: number;
}

export interface WebhookAttemptOutput {
  delivered: boolean;
  /** null: that was the last try. */
  retryInMs: number | null;
}
