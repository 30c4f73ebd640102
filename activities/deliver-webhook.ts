import { FrontalError } from '../src/contract/errors.ts';
import type { WebhookAttemptInput, WebhookAttemptOutput } from '../src/contract/delivery.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import type { DeliveryAnswer, DeliveryDependencies, DeliveryFault, DeliveryRecord } from '../src/submissions/delivery/ports.ts';
import { webhookBody } from '../src/submissions/delivery/webhook-body.ts';

const OVER: WebhookAttemptOutput = { delivered: false, retryInMs: null };
/** Faults that no later try can mend: the receiver wants no more, or the URL itself is not called. */
const FINAL: ReadonlySet<DeliveryFault | null> = new Set<DeliveryFault>(['gone', 'refused_url']);
/** The statuses whose Retry-After is heeded, up to the longest pause of all. */
const THROTTLING: ReadonlySet<number | null> = new Set([429, 503]);
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000;
/** Share of a pause by which it is drawn out at random, so that many messages do not come back at once. */
const JITTER = 0.1;

/**
 * One try to tell a submission's webhook of its end, and when the next is due. Whom and what to tell is read anew each
 * time: a submission that was erased, or named no webhook when it was sent again, ends the delivery.
 */
export const deliverWebhook =
  (deps: DeliveryDependencies) =>
  async ({ submissionId, attempt }: WebhookAttemptInput, { runId, signal }: Pick<Attempt, 'runId' | 'signal'>): Promise<WebhookAttemptOutput> => {
    const submission = await deps.submissions.find(submissionId);
    if (submission === null || submission.webhook === null) return OVER;
    const pauseMs = drawnOut(deps.pausesMs[attempt - 1]);
    const body = webhookBody(submissionId, submission, deps.linksOf(submissionId));
    // Not ended yet, or sent again meanwhile.
    if (body === null) return { delivered: false, retryInMs: pauseMs };

    const { url } = submission.webhook;
    const answer = await deps.sender.send(url, { id: `msg_${runId}`, body }, signal);
    const delivered = answer.fault === null;
    const retryInMs = delivered || FINAL.has(answer.fault) ? null : throttled(pauseMs, answer);
    await record(deps, submissionId, runId, {
      attempt,
      urlHost: URL.canParse(url) ? new URL(url).host : '',
      statusCode: answer.statusCode,
      error: answer.fault,
      nextAttemptAt: retryInMs === null ? null : new Date(Date.now() + retryInMs),
    });
    return { delivered, retryInMs };
  };

function drawnOut(pauseMs: number | undefined): number | null {
  return pauseMs === undefined ? null : Math.round(pauseMs * (1 + JITTER * Math.random()));
}

function throttled(pauseMs: number | null, { statusCode, retryAfterMs }: DeliveryAnswer): number | null {
  if (pauseMs === null || retryAfterMs === null || !THROTTLING.has(statusCode)) return pauseMs;
  return Math.max(pauseMs, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}

/** The message is out: a log that cannot be written now is no reason to send it again. */
async function record({ submissions }: DeliveryDependencies, submissionId: string, runId: string, delivery: DeliveryRecord): Promise<void> {
  try {
    await submissions.recordDelivery(submissionId, delivery, runId);
  } catch (error) {
    if (!(error instanceof FrontalError) || error.code !== 'unavailable') throw error;
  }
}
