import type { Failure, ProcessSubmissionInput, Progress } from '../contract.ts';

/** What Temporal says of a submission's workflow. */
export type RunState =
  /** `progress` is null while no worker answers the query; `attempt` counts tries of the step that runs. */
  | { kind: 'running'; runId: string; startedAt: Date; attempt: number; progress: Progress | null }
  | { kind: 'completed'; runId: string }
  | { kind: 'failed'; runId: string; failure: Failure }
  | { kind: 'cancelled'; runId: string }
  | { kind: 'absent' };

/** The API's view of Temporal. @throws FrontalError `unavailable` from every call while Temporal is away */
export interface Runs {
  /**
   * Starts the submission's workflow, or joins the one that runs. With `evenIfCompleted` also where an earlier run has
   * completed; otherwise a completed run is left alone and the answer is `completed`.
   */
  start(input: ProcessSubmissionInput, options?: { evenIfCompleted?: boolean }): Promise<'started' | 'completed'>;
  observe(submissionId: string): Promise<RunState>;
  cancel(submissionId: string): Promise<void>;
}
