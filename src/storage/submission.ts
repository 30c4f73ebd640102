import type { Artifact } from '../../activities/dependencies.ts';
import type { Digest, Failure, RecordEndInput, StepTimings, SubmissionOptions } from '../contract.ts';
import type { ResultDocument } from '../result-document.ts';

/** A submission as its row says. `pending` covers all that has not ended: what it does meanwhile, its workflow knows. */
export interface Submission {
  readonly id: string;
  readonly status: 'pending' | 'done' | 'failed' | 'cancelled';
  readonly portrait: Digest;
  readonly labelMap: Digest;
  readonly landmarks: Digest;
  readonly options: SubmissionOptions;
  readonly delayMs: number;
  readonly engine: string;
  readonly createdAt: Date;
  /** When this attempt was accepted: a failed or cancelled submission can be sent again. */
  readonly acceptedAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
  readonly failure: Failure | null;
  /** Run that ended the latest attempt to fail or be cancelled; stays when the submission is accepted again. */
  readonly endedRunId: string | null;
  /** The SVG, the result document and the timings of one that is done. */
  readonly svg: Digest | null;
  readonly document: Digest | null;
  readonly timings: StepTimings | null;
}

export interface NewSubmission {
  readonly id: string;
  readonly portrait: Artifact;
  readonly labelMap: Artifact;
  /** Canonical JSON of [[x, y], ...] in portrait pixels. */
  readonly landmarks: Artifact;
  readonly options: SubmissionOptions;
  readonly delayMs: number;
}

export interface SubmissionResult {
  readonly svg: Uint8Array;
  readonly svgDigest: Digest;
  readonly document: ResultDocument;
  readonly timings: StepTimings;
}

/** What the API asks of the database. Each call is one round trip. */
export interface SubmissionStore {
  /**
   * Stores the artifacts and the row, or finds the row that is there. A failed or cancelled one becomes pending again,
   * for one caller only: `accepted` tells whether this call made it pending.
   */
  accept(submission: NewSubmission): Promise<{ submission: Submission; accepted: boolean }>;
  find(id: string): Promise<Submission | null>;
  /** The bytes of an artifact; null for one that is unknown or was erased. */
  loadArtifact(digest: Digest): Promise<Uint8Array | null>;
  /** The row, and the result where it is done. */
  findWithResult(id: string): Promise<{ submission: Submission; result: SubmissionResult | null } | null>;
  /** Ends a pending submission as failed or cancelled; false if it had ended. */
  recordEnd(end: RecordEndInput): Promise<boolean>;
  /** Ids of pending submissions accepted before `before`, oldest first, after the id `after` of the page before. */
  listPending(page: { before: Date; after: string | null; limit: number }): Promise<Submission[]>;
}
