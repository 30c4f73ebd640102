import { Counter, type Registry } from 'prom-client';
import type { WebhookSender } from '../submissions/delivery/ports.ts';

/** Counts what becomes of the tries of a sender. */
export function countTries(sender: WebhookSender, registry: Registry): WebhookSender {
  const tries = new Counter({
    name: 'frontal_webhook_tries_total',
    help: 'Tries to tell a webhook, by outcome: told, or the fault.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return {
    async send(url, message, stop) {
      const answer = await sender.send(url, message, stop);
      tries.inc({ outcome: answer.fault ?? 'told' });
      return answer;
    },
  };
}
