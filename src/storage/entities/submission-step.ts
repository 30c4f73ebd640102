import { EntitySchema } from 'typeorm';

/** A step output that a submission uses: it is kept while any submission uses it. */
export interface SubmissionStepRow {
  submissionId: string;
  stepKey: string;
}

export const SubmissionStepEntity = new EntitySchema<SubmissionStepRow>({
  name: 'submission_step',
  columns: {
    submissionId: {
      type: 'text',
      name: 'submission_id',
      primary: true,
      primaryKeyConstraintName: 'submission_step_pkey',
      foreignKey: { target: 'submission', name: 'submission_step_submission_id_fkey', onDelete: 'CASCADE' },
    },
    stepKey: {
      type: 'text',
      name: 'step_key',
      primary: true,
      primaryKeyConstraintName: 'submission_step_pkey',
      // An output in use cannot be erased, not even by mistake.
      foreignKey: { target: 'step_output', name: 'submission_step_step_key_fkey' },
    },
  },
  indices: [{ name: 'submission_step_key', columns: ['stepKey'] }],
});
