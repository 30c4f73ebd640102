import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities, DeliveryActivities, HousekeepingActivities } from '../../activities/index.ts';
import { HOUSEKEEPING_TASK_QUEUE } from '../../src/contract/housekeeping.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { WEBHOOK_TASK_QUEUE, type DeliverWebhookInput } from '../../src/contract/delivery.ts';
import { HOUSEKEEPING, REMEMBERED_STEP, WEBHOOK_TRY } from '../../workflows/retry-policies.ts';

/** The workflow as a careless change would leave it: contour waits for rotate. */
export async function processSubmission({ portrait, labelMap, landmarks, options }: ProcessSubmissionInput): Promise<void> {
  const { decode, rotate, contour } = proxyActivities<Activities>(REMEMBERED_STEP);
  const { alignment, labels, contours } = options;
  const decoded = await decode({ portrait, labelMap, landmarks, alignment, labels, contours });
  await rotate(decoded.rotate.input);
  await contour(decoded.contour.input);
}

/** Here a receiver would be given a moment before it is told the first time. */
export async function deliverWebhook({ submissionId }: DeliverWebhookInput): Promise<void> {
  await sleep('1 second');
  await proxyActivities<DeliveryActivities>({ ...WEBHOOK_TRY, taskQueue: WEBHOOK_TASK_QUEUE }).deliverWebhook({ submissionId, attempt: 1 });
}

/** And here what nothing names would be swept before what has expired is erased. */
export async function housekeeping(): Promise<void> {
  const house = proxyActivities<HousekeepingActivities>({ ...HOUSEKEEPING, taskQueue: HOUSEKEEPING_TASK_QUEUE });
  await house.lookAfterPending({ after: null });
  await house.sweepOrphans({});
  await house.eraseExpired({ after: null });
  await house.forgetTraces({});
}
