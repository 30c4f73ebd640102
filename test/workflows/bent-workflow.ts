import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { ProcessSubmissionInput } from '../../src/step-contract.ts';
import { REMEMBERED_STEP } from '../../workflows/retry-policies.ts';

/** The workflow as a careless change would leave it: contour waits for rotate. */
export async function processSubmission({ portrait, labelMap, landmarks, options }: ProcessSubmissionInput): Promise<void> {
  const { decode, rotate, contour } = proxyActivities<Activities>(REMEMBERED_STEP);
  const { alignment, labels, contours } = options;
  const decoded = await decode({ portrait, labelMap, landmarks, alignment, labels, contours });
  await rotate(decoded.rotate.input);
  await contour(decoded.contour.input);
}
