import type { DeliveryAnswer, DeliveryFault, WebhookSender } from '../submissions/delivery/ports.ts';
import { FrontalError } from '../contract/errors.ts';
import type { WebhookSettings } from './check-webhook.ts';
import { post, type PostAnswer } from './post.ts';
import { resolveByDns, resolveByMachine, resolveTarget, type Resolve } from './resolve.ts';
import { retryAfterMs } from './retry-after.ts';
import { signatureHeaders } from './sign.ts';
import { readTarget } from './target.ts';
import { WebhookFault } from './webhook-fault.ts';

/** From the look-up of the name to the headers of the answer. Standard Webhooks advises 15 to 30 s. */
export const ANSWER_WITHIN_MS = 15_000;

export interface SenderOptions extends WebhookSettings {
  readonly resolve?: Resolve;
  readonly answerWithinMs?: number;
}

/** Sends signed messages to where they may be sent. */
export function createWebhookSender({ secrets, allowPrivate, ...options }: SenderOptions): WebhookSender {
  const { resolve = allowPrivate ? resolveByMachine : resolveByDns(), answerWithinMs = ANSWER_WITHIN_MS } = options;
  const policy = { allowPrivate };
  return {
    async send(url, { id, body }, stop) {
      const late = AbortSignal.timeout(answerWithinMs);
      const signal = AbortSignal.any([stop, late]);
      try {
        const target = readTarget(url, policy);
        const addresses = await orAborted(resolveTarget(target, resolve, policy), signal);
        const headers = {
          'content-type': 'application/json',
          'user-agent': 'Frontal-Webhooks/1',
          ...signatureHeaders(secrets, { id, at: new Date(), body }),
        };
        return answered(await post({ url: target, addresses, headers, body, signal }));
      } catch (error) {
        stop.throwIfAborted();
        return { statusCode: null, fault: late.aborted ? 'timed_out' : faultOf(error), retryAfterMs: null };
      }
    },
  };
}

function answered({ statusCode, headers }: PostAnswer): DeliveryAnswer {
  return { statusCode, fault: faultOfStatus(statusCode), retryAfterMs: retryAfterMs(headers['retry-after'], new Date()) };
}

function faultOfStatus(status: number): DeliveryFault | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirect' : 'unexpected_status';
}

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof WebhookFault) return error.code;
  if (error instanceof FrontalError) return 'refused_url';
  return isOfTls(error) ? 'tls_failed' : 'unreachable';
}

/** OpenSSL's codes for a certificate that is not trusted, and Node's own for TLS. */
function isOfTls(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/.test(code);
}

/** A resolver takes no signal: its answer is not waited for any longer. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
