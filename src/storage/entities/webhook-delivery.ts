import { EntitySchema } from 'typeorm';
import type { Delivery } from '../../submissions/delivery/delivery.ts';

export interface WebhookDeliveryRow extends Delivery {
  id: string;
  submissionId: string;
  /** Of the run that tried; null: not known. */
  runId: string | null;
}

export const WebhookDeliveryEntity = new EntitySchema<WebhookDeliveryRow>({
  name: 'webhook_delivery',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment', primaryKeyConstraintName: 'webhook_delivery_pkey' },
    submissionId: {
      type: 'text',
      name: 'submission_id',
      foreignKey: { target: 'submission', name: 'webhook_delivery_submission_id_fkey', onDelete: 'CASCADE' },
    },
    attempt: { type: 'integer' },
    at: { type: 'timestamptz', default: () => 'now()' },
    urlHost: { type: 'text', name: 'url_host' },
    statusCode: { type: 'integer', name: 'status_code', nullable: true },
    error: { type: 'text', nullable: true },
    runId: { type: 'text', name: 'run_id', nullable: true },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at', nullable: true },
  },
  indices: [{ name: 'webhook_delivery_submission', columns: ['submissionId', 'id'] }],
});
