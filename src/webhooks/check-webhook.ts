import { FrontalError } from '../contract/errors.ts';
import { readTarget, type TargetPolicy } from './target.ts';

export interface WebhookSettings extends TargetPolicy {
  /** `whsec_` and base64 each; none: webhooks are refused. */
  readonly secrets: readonly string[];
}

/**
 * The check of a submission's webhook at submit: whether webhooks can be signed at all, and whether the URL itself may
 * be called.
 */
export function createWebhookCheck({ secrets, ...policy }: WebhookSettings): (url: string) => void {
  return (url) => {
    if (secrets.length === 0) {
      throw new FrontalError('invalid_option', 'This server tells no webhooks: its setting WEBHOOK_SECRET is missing.');
    }
    readTarget(url, policy);
  };
}
