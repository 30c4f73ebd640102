/** Everything the workflow bundle holds. The name of each export is its workflow type. */
export { processSubmission } from './process-submission.ts';
export { deliverWebhook } from './deliver-webhook.ts';
export { housekeeping } from './housekeeping.ts';
