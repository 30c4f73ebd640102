import type { Failure } from '../contract/failure.ts';
import type { Progress } from '../contract/run.ts';
import type { ProcessSubmissionInput } from '../contract/steps.ts';

/** What Temporal says of a submission's latest run. */
export type RunState =
  /** `attempt` counts tries of the step that runs, from 1. */
  | { kind: 'running'; runId: string; attempt: number; progress: Progress }
  | { kind: 'completed'; runId: string }
  | { kind: 'failed'; runId: string; failure: Failure }
  | { kind: 'cancelled'; runId: string }
  | { kind: 'absent' };

export interface StartOptions {
  /** Whose it is: tenants whose steps wait take turns. null: nobody's. */
  readonly tenant?: string | null;
  /** Start also where an earlier run has completed. */
  readonly evenIfCompleted?: boolean;
  /** Put an end to the run that is open, and start another in its place. */
  readonly instead?: boolean;
}

/** Runs of one submission, by their ids. */
export interface RunIds {
  /** The latest first. */
  readonly own: readonly string[];
  /** Of those that tell its webhook; none where they are left out. */
  readonly deliveries?: readonly string[];
}

/** The API's view of Temporal. @throws FrontalError `unavailable` from every call while Temporal is away */
export interface Runs {
  /** Starts the submission's workflow, or joins the one that runs. A completed run is left alone. */
  start(
    input: Omit<ProcessSubmissionInput, 'placement'>,
    options?: StartOptions,
  ): Promise<{ kind: 'started'; runId: string } | { kind: 'completed' }>;
  observe(submissionId: string): Promise<RunState>;
  /** Asks the open run to end as cancelled, and says whether there is one; it ends, and its row with it, a little later. */
  cancel(submissionId: string): Promise<boolean>;
  /** All runs that the submission has and had, as far as they are kept. */
  runIds(submissionId: string): Promise<RunIds>;
  /** The latest of them alone, without asking for a list, of which a server answers few a second. */
  latestRunIds(submissionId: string): Promise<RunIds>;
  /**
   * Deletes these runs of the submission with their histories, one that is open as well. Harmless where they are gone.
   * A run that is none of these stays: the submission may have been sent again.
   * Temporal does it in its own time: an open run is gone at once, one that has just ended within half a minute (its
   * setting history.transferProcessorUpdateAckInterval).
   */
  erase(submissionId: string, runIds: RunIds): Promise<void>;
  /**
   * Tells the submission's webhook of its end, once it has ended; a delivery that is still at work is ended by it.
   * Durable once this resolves.
   */
  deliver(submissionId: string): Promise<void>;
  /** The last observation, as far as this process remembers one. */
  lastObserved(submissionId: string): RunState | null;
}
