import pg from 'pg';
import { expect } from 'vitest';
import type { Step } from '../../src/contract/run.ts';

export interface Hold {
  /** Resolves once as many writes of this step wait as are held. */
  isHeld(step: Step): Promise<void>;
  /** Lets every write go on. */
  release(): Promise<void>;
}

/**
 * Makes the first output of each step wait as it is written, or the first `outputs`, however often that is tried; others pass.
 * A try that has waited for as long as a statement may is followed by the next: whatever a test does meanwhile may take its time.
 */
export async function holdFirstOf(steps: readonly Step[], databaseUrl: string, outputs = 1): Promise<Hold> {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query(TRAP);
  const locks = new Map(steps.map((step, i) => [step, 1000 + i]));
  for (const [step, lock] of locks) {
    const sequences = Array.from({ length: outputs + 1 }, (_, place) => `held_${step}_${place}`);
    await holder.query(`DROP SEQUENCE IF EXISTS ${sequences.join()}; ${sequences.map((name) => `CREATE SEQUENCE ${name};`).join('')}`);
    await holder.query('SELECT pg_advisory_lock($1)', [lock]);
    await holder.query('INSERT INTO held VALUES ($1, $2, $3)', [step, lock, outputs]);
  }
  return {
    async isHeld(step) {
      const waiting = async () => {
        const here = '(SELECT oid FROM pg_database WHERE datname = current_database())';
        const sql = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1 AND database = ${here}`;
        return (await holder.query(sql, [locks.get(step)])).rowCount;
      };
      await expect.poll(waiting).toBeGreaterThanOrEqual(outputs);
    },
    async release() {
      await holder.query('DELETE FROM held');
      await holder.end();
    },
  };
}

/** Which outputs are the first is kept as numbers in sequences: they outlive a statement that is given up. */
const TRAP = `
  CREATE TABLE IF NOT EXISTS held (step text PRIMARY KEY, lock bigint NOT NULL, outputs int NOT NULL);
  CREATE OR REPLACE FUNCTION hold_step() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      hold held;
      number bigint := abs(hashtext(NEW.key)::bigint) + 1;
      prefix text := 'held_' || NEW.step || '_';
      place bigint;
    BEGIN
      SELECT * INTO hold FROM held WHERE step = NEW.step;
      IF NOT FOUND THEN RETURN NEW; END IF;
      SELECT n INTO place FROM generate_series(1, hold.outputs) n WHERE pg_sequence_last_value((prefix || n)::regclass) = number;
      IF place IS NULL THEN
        place := nextval(prefix || 0);
        IF place <= hold.outputs THEN PERFORM setval(prefix || place, number); END IF;
      END IF;
      IF place <= hold.outputs THEN PERFORM pg_advisory_xact_lock(hold.lock); END IF;
      RETURN NEW;
    END $$;
  CREATE OR REPLACE TRIGGER hold BEFORE INSERT ON step_output FOR EACH ROW EXECUTE FUNCTION hold_step()`;
