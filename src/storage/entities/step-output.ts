import { EntitySchema } from 'typeorm';
import { STEPS, type Step, type Digest } from '../../contract/run.ts';

/** What a step left behind under its key, so that the same step need not be computed again. */
export interface StepOutputRow {
  key: string;
  step: Step;
  output: unknown;
  /** Digests the output names. No foreign key: once they are erased the output is forgotten, not in the way. */
  artifacts: Digest[];
  createdAt: Date;
}

export const StepOutputEntity = new EntitySchema<StepOutputRow>({
  name: 'step_output',
  columns: {
    key: { type: 'text', primary: true, primaryKeyConstraintName: 'step_output_pkey' },
    step: { type: 'text' },
    output: { type: 'json' },
    artifacts: { type: 'text', array: true },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
  },
  // Of the kind gin, which TypeORM cannot say.
  indices: [{ name: 'step_output_artifacts', columns: ['artifacts'], synchronize: false }],
  checks: [{ name: 'step_output_step', expression: `step IN (${STEPS.map((step) => `'${step}'`).join(', ')})` }],
});
