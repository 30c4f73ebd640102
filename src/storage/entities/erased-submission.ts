import { EntitySchema } from 'typeorm';
import type { ErasedSubmission } from '../../submissions/submission.ts';

/** That a submission was there: of what it held, nothing is left. */
export const ErasedSubmissionEntity = new EntitySchema<ErasedSubmission>({
  name: 'erased_submission',
  columns: {
    id: { type: 'text', primary: true, primaryKeyConstraintName: 'erased_submission_pkey' },
    tenant: { type: 'text', nullable: true },
    erasedAt: { type: 'timestamptz', name: 'erased_at', default: () => 'now()' },
    reason: { type: 'text' },
  },
  indices: [{ name: 'erased_submission_erased_at', columns: ['erasedAt'] }],
  checks: [{ name: 'erased_submission_reason', expression: `reason IN ('deleted', 'expired')` }],
});
