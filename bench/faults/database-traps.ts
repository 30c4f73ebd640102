import type { Client } from 'pg';

/** Of the database, past the lines. */
export type Query = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** Names the lock that holds writes of step outputs. */
const HOLD = 7_001;

/**
 * Triggers that write down every effect there is, commits alone; that refuse writes as a full disk does, while told to;
 * and that hold step outputs at the very moment in which they are written.
 */
export async function installTraps(query: Query): Promise<void> {
  await query('CREATE TABLE effect (kind text NOT NULL, key text NOT NULL)');
  await query('CREATE TABLE trap (name text PRIMARY KEY)');
  await trigger(query, 'note_step', 'AFTER INSERT OR UPDATE ON step_output', `INSERT INTO effect VALUES ('step', NEW.key);`);
  await trigger(query, 'note_row', 'AFTER INSERT ON submission', `INSERT INTO effect VALUES ('row', NEW.id);`);
  await trigger(
    query,
    'note_end',
    'AFTER UPDATE ON submission',
    `IF OLD.status <> NEW.status THEN INSERT INTO effect VALUES ('end', NEW.id); END IF;`,
  );
  const full = `IF EXISTS (SELECT FROM trap WHERE name = 'disk full') THEN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END IF;`;
  for (const table of ['artifact', 'submission', 'step_output']) await trigger(query, `full_${table}`, `BEFORE INSERT OR UPDATE ON ${table}`, full);
  const hold = `IF EXISTS (SELECT FROM trap WHERE name = 'hold') THEN PERFORM pg_advisory_xact_lock_shared(${HOLD}); END IF;`;
  await trigger(query, 'hold_step', 'BEFORE INSERT ON step_output', hold);
}

function trigger(query: Query, name: string, when: string, body: string): Promise<unknown> {
  return query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
    CREATE TRIGGER ${name} ${when} FOR EACH ROW EXECUTE FUNCTION ${name}()`);
}

export async function fillDisk(query: Query): Promise<void> {
  await query("INSERT INTO trap VALUES ('disk full')");
}

export async function freeDisk(query: Query): Promise<void> {
  await query("DELETE FROM trap WHERE name = 'disk full'");
}

/** Writes of step outputs that are held now. */
export async function heldWrites(query: Query): Promise<number> {
  const [row] = await query<{ held: number }>(
    `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${HOLD}`,
  );
  return row!.held;
}

/** Holds every write of a step output from now on, until what it answers with is called. */
export async function holdWrites({ query, connect }: { readonly query: Query; connect(): Promise<Client> }): Promise<() => Promise<void>> {
  const holder = await connect();
  await holder.query(`SELECT pg_advisory_lock(${HOLD})`);
  await query("INSERT INTO trap VALUES ('hold')");
  return async () => {
    await query("DELETE FROM trap WHERE name = 'hold'");
    await holder.end();
  };
}
