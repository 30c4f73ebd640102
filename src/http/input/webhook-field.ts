import type { Webhook } from '../../submissions/delivery/delivery.ts';
import { readField, type Field } from './faults.ts';

export interface WebhookCheck {
  /** @throws FrontalError `invalid_option` for a URL that is not called, and where webhooks cannot be signed */
  readonly checkWebhook: (url: string) => void;
}

/** Whom to tell of the end, checked as far as the URL itself allows: what its host resolves to is looked at when it is told. */
export function readWebhookField(webhook: Webhook | null, { checkWebhook }: WebhookCheck): Promise<Field<Webhook | null>> {
  return readField('/options/webhook/url', () => {
    if (webhook !== null) checkWebhook(webhook.url);
    return webhook;
  });
}
