import pg from 'pg';
import { expect } from 'vitest';

export interface HeldSubmissions {
  /** Resolves once this many of their steps wait at once, each in a slot of its worker. */
  areHeld(steps: number): Promise<void>;
  release(): Promise<void>;
}

const LOCK = 2000;

/** Makes every step of submissions with this delay wait as it is written; those of others pass. */
export async function holdSubmissionsOf(delayMs: number, databaseUrl: string): Promise<HeldSubmissions> {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
  await holder.query(`
    CREATE FUNCTION hold_submission() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT delay_ms FROM submission WHERE id = NEW.submission_id) = ${delayMs} THEN PERFORM pg_advisory_xact_lock_shared(${LOCK}); END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER hold_submission BEFORE INSERT ON submission_step FOR EACH ROW EXECUTE FUNCTION hold_submission()`);
  return {
    async areHeld(steps) {
      const waiting = async () => {
        const here = '(SELECT oid FROM pg_database WHERE datname = current_database())';
        const sql = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK} AND database = ${here}`;
        return (await holder.query(sql)).rowCount;
      };
      await expect.poll(waiting).toBeGreaterThanOrEqual(steps);
    },
    async release() {
      await holder.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      await holder.query('DROP TRIGGER hold_submission ON submission_step; DROP FUNCTION hold_submission');
      await holder.end();
    },
  };
}
