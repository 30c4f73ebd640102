import { Counter, Gauge, type Registry } from 'prom-client';
import type { WebhookSender } from '../submissions/delivery/ports.ts';

/** Counts the tries of a sender: those that are under way, and what becomes of them. */
export function countTries(sender: WebhookSender, registry: Registry): WebhookSender {
  const tries = new Counter({
    name: 'frontal_webhook_tries_total',
    help: 'Tries to tell a webhook, by outcome: told, or the fault.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const underWay = new Gauge({
    name: 'frontal_webhook_tries_running',
    help: 'Tries to tell a webhook that are under way.',
    registers: [registry],
  });
  return {
    async send(url, message, stop) {
      underWay.inc();
      try {
        const answer = await sender.send(url, message, stop);
        tries.inc({ outcome: answer.fault ?? 'told' });
        return answer;
      } finally {
        underWay.dec();
      }
    },
  };
}
