import { EntitySchema } from 'typeorm';

/** That a submission is pending. Kept by triggers on its row, and nobody else. */
export interface PendingSubmissionRow {
  id: string;
  tenant: string | null;
  acceptedAt: Date;
  expiresAt: Date;
}

export const PendingSubmissionEntity = new EntitySchema<PendingSubmissionRow>({
  name: 'pending_submission',
  columns: {
    id: {
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'pending_submission_pkey',
      foreignKey: { target: 'submission', name: 'pending_submission_id_fkey', onDelete: 'CASCADE' },
    },
    tenant: { type: 'text', nullable: true },
    acceptedAt: { type: 'timestamptz', name: 'accepted_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
  },
  indices: [
    { name: 'pending_submission_accepted_at', columns: ['acceptedAt', 'id'] },
    { name: 'pending_submission_tenant', columns: ['tenant'] },
  ],
});
