/** A submission whose row is pending: its id is all that housekeeping has to know. */
export interface PendingSubmission {
  readonly id: string;
}

/** Where a page of what has expired ends. */
export interface ExpiryCursor {
  /** Microseconds since 1970, in decimal digits. */
  readonly expiresAtMicros: string;
  readonly id: string;
}

/** The `limit` that expired first, from the beginning or after the cursor. */
export interface ExpiredPage {
  readonly after: ExpiryCursor | null;
  readonly limit: number;
}

/** A submission that has expired, whatever its status, with the runs that its row knows. */
export interface ExpiredSubmission extends ExpiryCursor {
  /** Its run has written its end: there is no other one to ask Temporal for. */
  readonly isSettled: boolean;
  /** There is or was a webhook to tell. */
  readonly isTold: boolean;
  readonly runIds: readonly string[];
  /** Of those that told its webhook. */
  readonly deliveryRunIds: readonly string[];
}

export interface ErasedParts {
  readonly stepOutputs: number;
  readonly artifacts: readonly string[];
  /** Of those artifacts. */
  readonly bytes: number;
}

export interface ErasedSubmissions extends ErasedParts {
  readonly submissions: number;
}

export interface SweptOrphans extends ErasedParts {
  /** False: the sweep came to the end of what is stored, and begins anew the next time. */
  readonly more: boolean;
}

/** Submissions as housekeeping sees them; see SubmissionStore for each call. @throws FrontalError `unavailable` */
export interface HousekeepingStore<S extends PendingSubmission> {
  listPending(page: { before: Date; after: string | null; limit: number }): Promise<S[]>;
  expired(page: ExpiredPage): Promise<ExpiredSubmission[]>;
  sweepOrphans(sweep: { olderThan: Date; limit: number }): Promise<SweptOrphans>;
  forgetErased(page: { before: Date; limit: number }): Promise<number>;
}

export interface HousekeepingDependencies<S extends PendingSubmission> {
  readonly submissions: HousekeepingStore<S>;
  /**
   * Brings the row of a pending submission in step with its run, and says what there was to do. It may be one that has
   * ended, was erased or sent again since it was listed.
   */
  reconcile(submission: S): Promise<'nothing' | 'started' | 'mended'>;
  /** Erases submissions with their runs, as far as they have expired still, and are there. All of them, or it throws. */
  eraseExpired(submissions: readonly ExpiredSubmission[]): Promise<ErasedSubmissions>;
  /** Told of a submission that was passed over, because it could not be looked after. */
  onFault(error: unknown, submissionId: string): void;
}
