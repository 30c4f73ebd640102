/** What a step is told of the attempt that it is. */
export interface Attempt {
  /** True from the second attempt on: an earlier one may have finished its work and died before it could say so. */
  readonly isRetry: boolean;
  /** The submission that the attempt belongs to: its id is the workflow's. */
  readonly submissionId: string;
  /** The workflow run that the attempt belongs to. */
  readonly runId: string;
  /** Aborted once the workflow is cancelled or the worker shuts down. */
  readonly signal: AbortSignal;
}
