import type { Failure } from '../../contract/failure.ts';
import type { EndedStatus } from '../../contract/run.ts';

/** As much of a submission as a webhook is told. */
export interface ToldSubmission {
  readonly status: 'pending' | EndedStatus;
  readonly endedAt: Date | null;
  readonly failure: Failure | null;
  readonly webhook: { readonly url: string } | null;
}

/** One try to tell a webhook, for the submission's log. Of the address the host alone. */
export interface DeliveryRecord {
  readonly attempt: number;
  readonly urlHost: string;
  readonly statusCode: number | null;
  readonly error: DeliveryFault | null;
  readonly nextAttemptAt: Date | null;
}

/** Where deliveries read whom to tell what, and are written down. @throws FrontalError `unavailable` */
export interface DeliveryStore {
  find(submissionId: string): Promise<ToldSubmission | null>;
  /** False for a submission that was erased. */
  recordDelivery(submissionId: string, delivery: DeliveryRecord, runId: string): Promise<boolean>;
}

/** Why a try failed: the URL or what its host resolves to may not be called, nothing answered, or the answer was no 2xx. */
export type DeliveryFault =
  | 'refused_url'
  | 'refused_address'
  | 'unknown_host'
  | 'unreachable'
  | 'tls_failed'
  | 'timed_out'
  | 'redirect'
  | 'gone'
  | 'unexpected_status';

export interface DeliveryAnswer {
  /** null where no answer came. */
  readonly statusCode: number | null;
  /** null where the message was taken. */
  readonly fault: DeliveryFault | null;
  /** What the answer's `Retry-After` asks for. */
  readonly retryAfterMs: number | null;
}

export interface WebhookMessage {
  /** The same in every try. */
  readonly id: string;
  readonly body: string;
}

export interface WebhookSender {
  /** One try, in bounded time. Rejects only where `stop` ends it. */
  send(url: string, message: WebhookMessage, stop: AbortSignal): Promise<DeliveryAnswer>;
}

export interface DeliveryDependencies {
  readonly submissions: DeliveryStore;
  readonly sender: WebhookSender;
  /** Where a client asks for the submission. */
  linksOf(submissionId: string): Readonly<Record<string, string>>;
  /** Between the tries: there is one more of these. */
  readonly pausesMs: readonly number[];
}
