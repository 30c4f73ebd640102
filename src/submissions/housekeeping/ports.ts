/** A submission whose row is pending: its id is all that housekeeping has to know. */
export interface PendingSubmission {
  readonly id: string;
}

export interface ErasedParts {
  readonly stepOutputs: number;
  readonly artifacts: readonly string[];
  /** Of those artifacts. */
  readonly bytes: number;
}

/** Submissions as housekeeping sees them; see SubmissionStore for each call. @throws FrontalError `unavailable` */
export interface HousekeepingStore<S extends PendingSubmission> {
  listPending(page: { before: Date; after: string | null; limit: number }): Promise<S[]>;
  expired(page: { limit: number; except?: readonly string[] }): Promise<string[]>;
  sweepOrphans(sweep: { olderThan: Date; limit: number }): Promise<ErasedParts>;
  forgetErased(page: { before: Date; limit: number }): Promise<number>;
}

export interface HousekeepingDependencies<S extends PendingSubmission> {
  readonly submissions: HousekeepingStore<S>;
  /**
   * Brings the row of a pending submission in step with its run, and says what there was to do. It may be one that has
   * ended, was erased or sent again since it was listed.
   */
  reconcile(submission: S): Promise<'nothing' | 'started' | 'mended'>;
  /** Erases a submission with its runs, if it has expired; null where it has not, or is gone. */
  erase(submissionId: string): Promise<ErasedParts | null>;
  /** Told of a submission that was passed over, because it could not be looked after. */
  onFault(error: unknown, submissionId: string): void;
}
