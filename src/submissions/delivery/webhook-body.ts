import type { Failure } from '../../contract/failure.ts';
import type { EndedStatus } from '../../contract/run.ts';
import type { ToldSubmission } from './ports.ts';

/** What a webhook is told: what ended and where to ask, no coordinates and no pictures. */
export interface WebhookEvent {
  readonly type: `submission.${EndedStatus}`;
  /** When the submission ended, ISO 8601. */
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly status: EndedStatus;
    readonly links: Readonly<Record<string, string>>;
    /** Of a failed one. */
    readonly error?: Omit<Failure, 'warnings'>;
  };
}

/** The event as JSON; null for a submission that has not ended. */
export function webhookBody(id: string, { status, endedAt, failure }: ToldSubmission, links: Readonly<Record<string, string>>): string | null {
  if (status === 'pending' || endedAt === null) return null;
  const event: WebhookEvent = {
    type: `submission.${status}`,
    timestamp: endedAt.toISOString(),
    data: { id, status, links, ...(status === 'failed' && failure !== null && { error: errorOf(failure) }) },
  };
  return JSON.stringify(event);
}

function errorOf({ code, detail, step }: Failure): Omit<Failure, 'warnings'> {
  return { code, detail, step };
}
