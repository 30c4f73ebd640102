import { CancellationScope, startChild } from '@temporalio/workflow';
import { DELIVERY_SUMMARY, deliveryWorkflowId } from '../src/contract/delivery.ts';
import { deliverWebhook } from './deliver-webhook.ts';

/**
 * Starts the delivery of a submission's end, which goes on by itself. One that is still at an earlier end of the same
 * submission is ended by it: the latest end is the one that counts.
 */
export async function startDelivery(submissionId: string): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    startChild(deliverWebhook, {
      workflowId: deliveryWorkflowId(submissionId),
      args: [{ submissionId }],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'TERMINATE_IF_RUNNING',
      staticSummary: DELIVERY_SUMMARY,
    }),
  );
}
