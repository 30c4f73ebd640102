import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a submission is, which outputs it uses, whom it tells of its end, and that it was there once it is erased. */
export class TrackOwnersAndUses1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE submission ADD COLUMN tenant text, ADD COLUMN webhook json');
    await runner.query('CREATE INDEX submission_newest ON submission (tenant, accepted_at, id)');
    await runner.query('CREATE INDEX submission_newest_by_status ON submission (tenant, status, accepted_at, id)');
    await runner.query(`CREATE INDEX submission_pending_tenant ON submission (tenant) WHERE status = 'pending'`);
    await runner.query('CREATE INDEX submission_expires ON submission (expires_at, id)');

    // Erasing an artifact looks up which outputs name it.
    await runner.query('CREATE INDEX step_output_artifacts ON step_output USING gin (artifacts)');
    await runner.query(`
      CREATE TABLE submission_step (
        submission_id text NOT NULL REFERENCES submission ON DELETE CASCADE,
        step_key text NOT NULL REFERENCES step_output,
        PRIMARY KEY (submission_id, step_key)
      )`);
    await runner.query('CREATE INDEX submission_step_key ON submission_step (step_key)');
    // Of earlier submissions only the drawing tells which output it came from. Their other outputs are used by none
    // that is known, and swept in their time.
    await runner.query(`
      INSERT INTO submission_step (submission_id, step_key)
      SELECT s.id, o.key FROM submission AS s JOIN step_output AS o ON o.step = 'render' AND o.artifacts @> ARRAY[s.svg, s.document]`);

    await runner.query(`
      CREATE TABLE erased_submission (
        id text PRIMARY KEY,
        tenant text,
        erased_at timestamptz NOT NULL DEFAULT now(),
        reason text NOT NULL CONSTRAINT erased_submission_reason CHECK (reason IN ('deleted', 'expired'))
      )`);
    await runner.query(`
      CREATE TABLE webhook_delivery (
        id bigserial PRIMARY KEY,
        submission_id text NOT NULL REFERENCES submission ON DELETE CASCADE,
        attempt integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        url_host text NOT NULL,
        status_code integer,
        error text,
        next_attempt_at timestamptz
      )`);
    await runner.query('CREATE INDEX webhook_delivery_submission ON webhook_delivery (submission_id, id)');
  }

  /** Forward only: going back would forget whose a submission is. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of Frontal go forward only.'));
  }
}
