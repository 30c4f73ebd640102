import { SpanStatusCode, type Attributes, type Span } from '@opentelemetry/api';
import { submissionOfRun } from '../temporal/submission-of-run.ts';

/** The ids of a run, under the names that Temporal's own interceptors give them, and of the submission it is for. */
export function runAttributes(run: { workflowId: string; workflowType: string; runId?: string }): Attributes {
  const submissionId = submissionOfRun(run);
  return {
    temporalWorkflowId: run.workflowId,
    ...(run.runId !== undefined && { temporalRunId: run.runId }),
    ...(submissionId !== null && { [SUBMISSION_ID]: submissionId }),
  };
}

export const SUBMISSION_ID = 'frontal.submission_id';

/** Of what failed a span says the code. Messages and stacks stay in the logs. */
export function markFailed(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}
