import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { StepTimings, Digest } from '../../contract/run.ts';
import type { Submission } from '../../submissions/submission.ts';

export type SubmissionRow = { -readonly [Field in keyof Submission]: Submission[Field] } & {
  svg: Digest | null;
  document: Digest | null;
  timings: StepTimings | null;
  /** Runs that ended attempts before the last one; null: none. */
  pastRunIds: string[] | null;
};

export const SubmissionEntity = new EntitySchema<SubmissionRow>({
  name: 'submission',
  columns: {
    id: { type: 'text', primary: true, primaryKeyConstraintName: 'submission_pkey' },
    status: { type: 'text' },
    portrait: artifact('portrait'),
    labelMap: artifact('label_map'),
    landmarks: artifact('landmarks'),
    // json, not jsonb: read back whole and as written, and jsonb refuses strings that JSON allows (NUL, lone surrogates).
    options: { type: 'json' },
    delayMs: { type: 'integer', name: 'delay_ms' },
    engine: { type: 'text' },
    acceptance: { type: 'uuid' },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
    acceptedAt: { type: 'timestamptz', name: 'accepted_at' },
    endedAt: { type: 'timestamptz', name: 'ended_at', nullable: true },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    failure: { type: 'json', nullable: true },
    endedRunId: { type: 'text', name: 'ended_run_id', nullable: true },
    svg: { ...artifact('svg'), nullable: true },
    document: { ...artifact('document'), nullable: true },
    timings: { type: 'json', nullable: true },
    tenant: { type: 'text', nullable: true },
    webhook: { type: 'json', nullable: true },
    imageName: { type: 'text', name: 'image_name', nullable: true },
    pastRunIds: { type: 'text', name: 'past_run_ids', array: true, nullable: true, select: false },
  },
  checks: [
    { name: 'submission_status', expression: `status IN ('pending', 'done', 'failed', 'cancelled')` },
    { name: 'submission_ended', expression: `(status <> 'pending') = (ended_at IS NOT NULL)` },
    {
      name: 'submission_result',
      expression: `num_nonnulls(svg, document, timings) = CASE status WHEN 'done' THEN 3 ELSE 0 END`,
    },
  ],
  indices: [
    { name: 'submission_newest', columns: ['tenant', 'acceptedAt', 'id'] },
    { name: 'submission_newest_by_status', columns: ['tenant', 'status', 'acceptedAt', 'id'] },
    { name: 'submission_expires', columns: ['expiresAt', 'id'] },
    // Erasing an artifact looks up who refers to it.
    { name: 'submission_portrait', columns: ['portrait'] },
    { name: 'submission_label_map', columns: ['labelMap'] },
    { name: 'submission_landmarks', columns: ['landmarks'] },
    { name: 'submission_svg', columns: ['svg'] },
    { name: 'submission_document', columns: ['document'] },
  ],
});

function artifact(column: string): EntitySchemaColumnOptions {
  return { type: 'text', name: column, foreignKey: { target: 'artifact', name: `submission_${column}_fkey` } };
}
