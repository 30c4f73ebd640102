import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What housekeeping has to know so that a run of it costs what there is to do, and not what is stored. */
export class KeepHouseInSlices1796169600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Where the sweep for orphans goes on.
    await runner.query(`
      CREATE TABLE sweep_cursor (
        name text PRIMARY KEY,
        swept text NOT NULL CONSTRAINT sweep_cursor_swept CHECK (swept IN ('step_output', 'artifact')),
        after text NOT NULL
      )`);
    await runner.query('CREATE INDEX erased_submission_erased_at ON erased_submission (erased_at)');
    // The runs to be deleted with a submission: of attempts before the last one, and of the tries to tell its webhook.
    await runner.query('ALTER TABLE submission ADD COLUMN past_run_ids text[]');
    await runner.query('ALTER TABLE webhook_delivery ADD COLUMN run_id text');
  }

  /** Forward only: going back would forget which runs are to be deleted. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of Frontal go forward only.'));
  }
}
