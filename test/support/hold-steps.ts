import type pg from 'pg';
import { expect } from 'vitest';
import type { Step } from '../../src/contract/run.ts';

export interface Hold {
  /** Resolves once a write of this step waits. */
  isHeld(step: Step): Promise<void>;
  /** Lets every write go on. */
  release(): Promise<void>;
}

/** Makes the first write of each step's output wait in the database; those after it pass. */
export async function holdFirstOf(steps: readonly Step[], database: pg.Pool, holder: pg.Client): Promise<Hold> {
  const keys = new Map(steps.map((step, i) => [step, 1000 + i]));
  await database.query('CREATE TABLE held (step text PRIMARY KEY, key bigint NOT NULL)');
  for (const [step, key] of keys) {
    await database.query(`CREATE SEQUENCE held_${step}`);
    await database.query('INSERT INTO held VALUES ($1, $2)', [step, key]);
  }
  await database.query(`
    CREATE FUNCTION hold_step() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM held WHERE step = NEW.step) THEN RETURN NEW; END IF;
      IF nextval('held_' || NEW.step) = 1 THEN
        PERFORM pg_advisory_xact_lock((SELECT key FROM held WHERE step = NEW.step));
      END IF;
      RETURN NEW;
    END $$`);
  await database.query('CREATE TRIGGER hold BEFORE INSERT ON step_output FOR EACH ROW EXECUTE FUNCTION hold_step()');

  await holder.connect();
  for (const key of keys.values()) await holder.query('SELECT pg_advisory_lock($1)', [key]);
  return {
    async isHeld(step) {
      const waiting = async () => {
        const sql = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1";
        return (await database.query(sql, [keys.get(step)])).rowCount;
      };
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    },
    async release() {
      await holder.end();
    },
  };
}
