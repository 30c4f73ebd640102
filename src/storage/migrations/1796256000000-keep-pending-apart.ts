import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is pending is few, and is counted four times a second: it stands in a table of its own, that is as small as what
 * waits, however many submissions have come and gone since a vacuum.
 */
export class KeepPendingApart1796256000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pending_submission (
        id text PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
        tenant text,
        accepted_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX pending_submission_accepted_at ON pending_submission (accepted_at, id)');
    await runner.query('CREATE INDEX pending_submission_tenant ON pending_submission (tenant)');
    await runner.query(`
      INSERT INTO pending_submission (id, tenant, accepted_at, expires_at)
      SELECT id, tenant, accepted_at, expires_at FROM submission WHERE status = 'pending'`);
    await runner.query('DROP INDEX submission_pending, submission_pending_tenant');

    // By a trigger, whoever changes the row and however: whoever does holds its lock, so no two are at it at once.
    await runner.query(`
      CREATE FUNCTION keep_pending_submission() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.status = 'pending' THEN
          INSERT INTO pending_submission (id, tenant, accepted_at, expires_at)
          VALUES (NEW.id, NEW.tenant, NEW.accepted_at, NEW.expires_at)
          ON CONFLICT (id) DO UPDATE SET tenant = excluded.tenant, accepted_at = excluded.accepted_at, expires_at = excluded.expires_at;
        ELSE
          DELETE FROM pending_submission WHERE id = NEW.id;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER submission_accepted AFTER INSERT ON submission FOR EACH ROW
      WHEN (NEW.status = 'pending') EXECUTE FUNCTION keep_pending_submission()`);
    await runner.query(`
      CREATE TRIGGER submission_changed AFTER UPDATE OF status, tenant, accepted_at, expires_at ON submission FOR EACH ROW
      WHEN ((NEW.status = 'pending' OR OLD.status = 'pending')
        AND (OLD.status, OLD.tenant, OLD.accepted_at, OLD.expires_at) IS DISTINCT FROM (NEW.status, NEW.tenant, NEW.accepted_at, NEW.expires_at))
      EXECUTE FUNCTION keep_pending_submission()`);

    // Each row comes and goes within seconds.
    await runner.query(`ALTER TABLE pending_submission SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
      autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000, autovacuum_vacuum_cost_delay = 0)`);
    // By the defaults a fifth of a table has to be dead before it is vacuumed: of large ones, weeks of retention.
    for (const table of ['submission', 'artifact', 'step_output', 'submission_step', 'webhook_delivery', 'erased_submission']) {
      await runner.query(`ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
        autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 1000)`);
    }
    await runner.query('ALTER TABLE artifact SET (toast.autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_vacuum_threshold = 10000)');
    // A list of entries that are not sorted in yet is gone through at each look: up to 4 MB of them.
    await runner.query('ALTER INDEX step_output_artifacts SET (fastupdate = off)');
    await runner.query(`SELECT gin_clean_pending_list('step_output_artifacts')`);
  }

  /** Forward only, as all of them. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of Frontal go forward only.'));
  }
}
