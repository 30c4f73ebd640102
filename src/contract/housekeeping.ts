/** What the workflow that keeps house, its activities and its schedule agree on. Imports nothing, like contract.ts. */

/** Steps must not wait for it, nor it for steps. */
export const HOUSEKEEPING_TASK_QUEUE = 'frontal-housekeeping';
export const HOUSEKEEPING_WORKFLOW_TYPE = 'housekeeping';
/** Of the schedule, and with the time behind it of each run. */
export const HOUSEKEEPING_ID = 'frontal-housekeeping';

export const HOUSEKEEPING_TASKS = ['pending', 'expired', 'orphans', 'traces'] as const;
export type HousekeepingTask = (typeof HOUSEKEEPING_TASKS)[number];

export interface LookAfterPendingInput {
  /** Id of the last submission of the batch before; null: from the oldest on. */
  after: string | null;
}

export interface PendingLookedAfter {
  seen: number;
  /** Had no run. */
  started: number;
  /** Had a run that had ended, which the row did not say. */
  mended: number;
  /** Could not be looked after. */
  failed: number;
  /** Where the next batch begins; null: that was the last. */
  next: string | null;
}

/** Where a batch of what has expired ends. */
export interface ExpiredCursor {
  /** Microseconds since 1970, in decimal digits. */
  expiresAtMicros: string;
  id: string;
}

export interface EraseExpiredInput {
  /** null: from the one on that expired first. */
  after: ExpiredCursor | null;
}

/** What is gone, beside the submissions themselves. */
export interface Freed {
  stepOutputs: number;
  artifacts: number;
  /** Of those artifacts. */
  bytes: number;
}

export interface ExpiredErased extends Freed {
  submissions: number;
  /** Could not be erased. */
  failed: number;
  /** Where the next batch begins; null: that was the last. */
  next: ExpiredCursor | null;
}

export interface OrphansSwept extends Freed {
  more: boolean;
}

export interface TracesForgotten {
  traces: number;
  more: boolean;
}

/** Result of a run. */
export interface HousekeepingReport {
  pending: Omit<PendingLookedAfter, 'next'>;
  expired: Freed & { submissions: number; failed: number };
  orphans: Freed;
  /** Of submissions that were erased long ago. */
  traces: number;
  /** Left for the next run: there was too much, or it failed. */
  unfinished: HousekeepingTask[];
}
