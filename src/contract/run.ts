/** What API, workflow and worker agree on of a run. Imports nothing, so that it is safe inside the workflow sandbox. */

/** Raised whenever the same input would give other bytes; part of every id and every step key. */
export const ENGINE_VERSION = '6';

export const TASK_QUEUE = 'frontal';
export const WORKFLOW_TYPE = 'processSubmission';
export const PROGRESS_QUERY = 'progress';

/** Type of the failure of a run that no submission could have started: see workflows/check-input.ts. */
export const INVALID_RUN = 'invalid_run';

/** Custom search attributes, both of the type Keyword. They hold no personal data: codecs never encrypt them. */
export const SEARCH_ATTRIBUTES = { status: 'FrontalStatus', labelSchema: 'FrontalLabelSchema' } as const;

/** SHA-256 of an artifact's bytes, 64 lower-case hex digits. */
export type Digest = string;

export const STEPS_OF_ALL = ['decode', 'rotate', 'contour', 'render'] as const;
/** `find` is a step of those submissions alone that leave something to be found. */
export const STEPS = ['find', ...STEPS_OF_ALL] as const;
export type Step = (typeof STEPS)[number];

export const ENDED_STATUSES = ['done', 'failed', 'cancelled'] as const;
export type EndedStatus = (typeof ENDED_STATUSES)[number];
export type Status = 'pending' | 'processing' | EndedStatus;
/** Of a submission that has not ended: it waits for a worker, or one has taken it up. */
export const PHASES = ['queued', 'running'] as const;
export type Phase = (typeof PHASES)[number];

/** Where the steps of a run are worked on: see workflows/place-steps.ts. */
export const ACTIVITY_PLACEMENTS = ['task-queue', 'local'] as const;
export type ActivityPlacement = (typeof ACTIVITY_PLACEMENTS)[number];

/** Milliseconds each step took; 0 for a step that was remembered. Kept in the row: they are no part of the result. */
export type StepTimings = Record<(typeof STEPS_OF_ALL)[number], number> & { find?: number };

/** Answer of the workflow's `progress` query. */
export interface Progress {
  status: Status;
  /** The step that runs now; of two parallel ones the one named first in STEPS. */
  step: Step | null;
  /** Ended steps' share of all, 0 to 1. */
  progress: number;
  started_at: string;
}
