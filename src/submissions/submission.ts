import type { Artifact } from './steps/ports.ts';
import type { SubmissionOptions } from '../contract/options.ts';
import type { Failure } from '../contract/failure.ts';
import type { StepTimings, Step, Digest } from '../contract/run.ts';
import type { RecordEndInput } from '../contract/steps.ts';
import type { Delivery, Webhook } from './delivery/delivery.ts';
import type { ExpiredPage, ExpiredSubmission } from './housekeeping/ports.ts';

/** A submission as its row says. `pending` covers all that has not ended: what it does meanwhile, its workflow knows. */
export interface Submission {
  readonly id: string;
  /** Whose it is, as part of its identity; null where no API keys are set. */
  readonly tenant: string | null;
  readonly status: 'pending' | 'done' | 'failed' | 'cancelled';
  readonly portrait: Digest;
  readonly labelMap: Digest;
  readonly landmarks: Digest;
  readonly options: SubmissionOptions;
  readonly delayMs: number;
  readonly engine: string;
  readonly createdAt: Date;
  /** When this attempt was accepted: a failed, cancelled or expired submission can be sent again. */
  readonly acceptedAt: Date;
  /** Names the call that accepted this attempt: of many equal calls it was the one, and a later attempt has another. */
  readonly acceptance: string;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
  readonly failure: Failure | null;
  /** Run that ended the latest attempt; stays when the submission is accepted again. */
  readonly endedRunId: string | null;
  /** The SVG, the result document and the timings of one that is done. */
  readonly svg: Digest | null;
  readonly document: Digest | null;
  readonly timings: StepTimings | null;
  /** Of the caller who named one last. */
  readonly webhook: Webhook | null;
  /** What the portrait is called where it came from, as the caller said who named it last. */
  readonly imageName: string | null;
}

export interface NewSubmission {
  /** Of its tenant too: equal submissions of two tenants are two. */
  readonly id: string;
  /** null where it is left out. */
  readonly tenant?: string | null;
  readonly portrait: Artifact;
  readonly labelMap: Artifact;
  /** Canonical JSON of [[x, y], ...] in portrait pixels. */
  readonly landmarks: Artifact;
  readonly options: SubmissionOptions;
  readonly delayMs: number;
  /** Shorter than the store's own, which it is where this is null or left out. */
  readonly retentionMs?: number | null;
  /** When it expires at the latest, however long it may be kept; null where it is left out. */
  readonly expiresBy?: Date | null;
  /** null where it is left out. */
  readonly webhook?: Webhook | null;
  /** null where it is left out. */
  readonly imageName?: string | null;
}

/** Bytes of an artifact, and how many all of it has. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly size: number;
}

export interface StoredResult {
  /** The beginning of it. */
  readonly svg: Piece;
  readonly svgDigest: Digest;
  /** A ResultDocument as JSON. */
  readonly document: Uint8Array;
  readonly timings: StepTimings;
}

/** Where a page of the list ends. */
export interface ListCursor {
  /** Microseconds since 1970, as PostgreSQL keeps them, in decimal digits: a Date would cut them off. */
  readonly acceptedAtMicros: string;
  readonly id: string;
}

export interface ListQuery {
  readonly tenant: string | null;
  /** null: any. */
  readonly status: Submission['status'] | null;
  /** null: from the newest on. */
  readonly before: ListCursor | null;
  readonly limit: number;
}

export interface ErasedSubmission {
  readonly id: string;
  readonly tenant: string | null;
  readonly erasedAt: Date;
  /** By its owner, or because its time was over. */
  readonly reason: 'deleted' | 'expired';
}

/** Which attempt of a submission is meant, whatever may have been accepted since; or whichever there is, if it has expired. */
export type Life = { readonly acceptance: string } | 'expired';

/** What was erased beside rows of submissions. */
export interface Erased {
  readonly stepOutputs: number;
  readonly artifacts: readonly Digest[];
  /** Of those artifacts. */
  readonly bytes: number;
}

export interface ErasedWhole extends Erased {
  readonly submissions: number;
}

/**
 * What the API asks of the database. Each call is one round trip, but for those that erase. By the database's clock, a
 * submission that has expired counts as erased, from the moment on in which it expires.
 */
export interface SubmissionStore {
  /**
   * Stores the artifacts and the row, or finds the row that is there. A failed, cancelled or expired one becomes pending
   * again, for one caller only: `accepted` tells whether this call made it pending. One that was erased is there again,
   * and one that expired is as new, but for the run that it has or had.
   *
   * The row tells the webhook of the last caller who named one; a new attempt tells that of its own caller or nobody.
   */
  accept(submission: NewSubmission): Promise<{ submission: Submission; accepted: boolean }>;
  /** Whatever its tenant: who asks has to compare. */
  find(id: string): Promise<Submission | null>;
  /** The trace of a submission that was erased, or has expired, and has not been sent again. */
  findErased(id: string): Promise<ErasedSubmission | null>;
  /** The bytes of an artifact; null for one that is unknown or was erased. */
  loadArtifact(digest: Digest): Promise<Uint8Array | null>;
  /** At most `length` of its bytes from `offset` on. */
  loadPiece(digest: Digest, offset: number, length: number): Promise<Piece | null>;
  /** The same without its bytes. */
  describeArtifact(digest: Digest): Promise<{ mediaType: string; size: number } | null>;
  /** What the steps of a submission left behind, as far as they have ended. */
  stepOutputs(id: string): Promise<Map<Step, unknown>>;
  /** The row, and the result where it is done, with so many bytes of the drawing. */
  findWithResult(id: string, svgBytes: number): Promise<{ submission: Submission; result: StoredResult | null } | null>;
  /** Ends a pending submission as failed or cancelled; false if it had ended. */
  recordEnd(end: RecordEndInput): Promise<boolean>;
  /**
   * Ends an attempt that is about to be erased or stopped: as cancelled where it is pending. The run, if it has one, is
   * from now on one of the past, which no later attempt takes for its own. False for any other attempt.
   */
  endLife(id: string, life: Life, runId: string | null): Promise<boolean>;
  /** Pending submissions accepted before `before`, oldest first, after the id `after` of the page before. */
  listPending(page: { before: Date; after: string | null; limit: number }): Promise<Submission[]>;
  /**
   * A tenant's submissions, the one accepted last first, and where the next page begins; null after the last page.
   * @throws FrontalError `invalid_request` for a cursor that is none
   */
  list(query: ListQuery): Promise<{ submissions: Submission[]; next: ListCursor | null }>;
  /** Pending submissions of all tenants, or of one. */
  countPending(tenant?: string | null): Promise<number>;
  /** Submissions that have expired, the one that did first before the others. */
  expired(page: ExpiredPage): Promise<ExpiredSubmission[]>;
  /**
   * Erases a submission whole, with every step output and artifact that nothing else uses, and leaves a trace of it.
   * null for one that is unknown or erased already. Its run is another matter: steps still at work find no submission
   * to write for.
   *
   * @param life null for any other attempt; whichever there is where it is left out
   */
  erase(id: string, reason: ErasedSubmission['reason'], life?: Life): Promise<Erased | null>;
  /** Erases those that have expired, in the same way and all at once. */
  eraseExpired(ids: readonly string[]): Promise<ErasedWhole>;
  /**
   * Looks at the next `limit` step outputs or artifacts of all that are stored, and erases those that are used or named
   * by nothing and were stored before `olderThan`. The next call, whoever makes it, goes on from there; `more` is false
   * where that is the beginning.
   */
  sweepOrphans(sweep: { olderThan: Date; limit: number }): Promise<Erased & { readonly more: boolean }>;
  /** Forgets at most `limit` traces of submissions erased before `before`, and says how many. */
  forgetErased(page: { before: Date; limit: number }): Promise<number>;
  /** Writes down a try to tell the webhook; of many the latest are kept. False for an unknown submission. */
  recordDelivery(id: string, delivery: Omit<Delivery, 'at'>, runId?: string): Promise<boolean>;
  /** The latest tries, the first of them first. */
  deliveriesOf(id: string): Promise<Delivery[]>;
}
