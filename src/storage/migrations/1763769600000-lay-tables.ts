import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LayTables1763769600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE artifact (
        digest text PRIMARY KEY CONSTRAINT artifact_digest_is_sha256 CHECK (digest ~ '^[0-9a-f]{64}$'),
        media_type text NOT NULL,
        bytes bytea NOT NULL,
        size integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        stored_at timestamptz NOT NULL DEFAULT now()
      )`);
    // PNG and JPEG are compressed as they come: compressing them again costs time and gains nothing.
    await runner.query('ALTER TABLE artifact ALTER COLUMN bytes SET STORAGE EXTERNAL');
    await runner.query(`
      CREATE TABLE step_output (
        key text PRIMARY KEY,
        step text NOT NULL CONSTRAINT step_output_step CHECK (step IN ('decode', 'rotate', 'contour', 'render')),
        output json NOT NULL,
        artifacts text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE submission (
        id text PRIMARY KEY,
        status text NOT NULL
          CONSTRAINT submission_status CHECK (status IN ('pending', 'done', 'failed', 'cancelled')),
        portrait text NOT NULL REFERENCES artifact,
        label_map text NOT NULL REFERENCES artifact,
        landmarks text NOT NULL REFERENCES artifact,
        options json NOT NULL,
        delay_ms integer NOT NULL,
        engine text NOT NULL,
        acceptance uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        accepted_at timestamptz NOT NULL,
        ended_at timestamptz,
        expires_at timestamptz NOT NULL,
        failure json,
        ended_run_id text,
        svg text REFERENCES artifact,
        document text REFERENCES artifact,
        timings json,
        CONSTRAINT submission_ended CHECK ((status <> 'pending') = (ended_at IS NOT NULL)),
        CONSTRAINT submission_result CHECK (
          num_nonnulls(svg, document, timings) = CASE status WHEN 'done' THEN 3 ELSE 0 END
        )
      )`);
    await runner.query(
      `CREATE INDEX submission_pending ON submission (accepted_at, id) WHERE status = 'pending'`,
    );
    for (const column of ['portrait', 'label_map', 'landmarks', 'svg', 'document']) {
      await runner.query(`CREATE INDEX submission_${column} ON submission (${column})`);
    }
  }

  /** Forward only: going back would drop what people sent. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of Frontal go forward only.'));
  }
}
