import { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../src/storage/data-source.ts';
import { MIGRATIONS } from '../../src/storage/migrations/index.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createSubmissionStore } from '../../src/storage/submission-store.ts';
import { createTestDatabase } from '../support/postgres.ts';

const NAMES = [
  'LayTables1763769600000',
  'TrackOwnersAndUses1795305600000',
  'NamePictures1796083200000',
  'KeepHouseInSlices1796169600000',
  'KeepPendingApart1796256000000',
  'TakeTheStepFind1796342400000',
];

let url: string;

beforeEach(async () => {
  url = await createTestDatabase();
});

describe('migrations', () => {
  it('tell of a database that is away', async () => {
    const dataSource = createDataSource({ url: 'postgres://frontal@127.0.0.1:1/none', poolSize: 1 });
    await expect(runMigrations(dataSource)).rejects.toMatchObject({ name: 'FrontalError', code: 'unavailable' });
  });

  it('leave nothing behind of one that fails', async () => {
    await query('CREATE TABLE submission (id text)');
    await expect(migrate()).rejects.toMatchObject({ code: 'internal' });
    expect(await tables()).toEqual(['migration', 'submission']);
    expect(await query('SELECT name FROM migration')).toEqual([]);
  });

  it('fill an empty database, and do nothing the second time', async () => {
    expect(await migrate()).toEqual(NAMES);
    expect(await tables()).toEqual([
      'artifact',
      'erased_submission',
      'migration',
      'pending_submission',
      'step_output',
      'submission',
      'submission_step',
      'sweep_cursor',
      'webhook_delivery',
    ]);
    expect(await migrate()).toEqual([]);
  });

  it('keep what the first version has stored, and find which drawing it was', async () => {
    const [first] = MIGRATIONS;
    const old = await new DataSource({ type: 'postgres', url, migrations: [first!], migrationsTableName: 'migration' }).initialize();
    await old.runMigrations();
    await old.destroy();
    const digest = (letter: string) => `'${letter.repeat(64)}'`;
    await query(`INSERT INTO artifact (digest, media_type, bytes, size)
      SELECT repeat(letter, 64), 'text/plain', convert_to(letter, 'UTF8'), 1 FROM unnest('{a,b,c,d,e,f}'::text[]) AS letter`);
    await query(`INSERT INTO step_output (key, step, output, artifacts) VALUES
      ('turned', 'rotate', '{"bytes":1}', ARRAY[${digest('f')}]),
      ('drawn', 'render', '{}', ARRAY[${digest('d')}, ${digest('e')}])`);
    const sent = `${digest('a')}, ${digest('b')}, ${digest('c')}, '{}', 0, '1', gen_random_uuid(), now(), now()`;
    const columns = 'portrait, label_map, landmarks, options, delay_ms, engine, acceptance, accepted_at, expires_at';
    await query(`INSERT INTO submission (id, status, ${columns}) VALUES ('waiting', 'pending', ${sent})`);
    await query(`INSERT INTO submission (id, status, ended_at, svg, document, timings, ${columns})
      VALUES ('done', 'done', now(), ${digest('d')}, ${digest('e')}, '{}', ${sent})`);

    expect(await migrate()).toEqual(NAMES.slice(1));
    expect(await migrate()).toEqual([]);
    expect(await query('SELECT id, tenant, webhook FROM submission ORDER BY id')).toEqual([
      { id: 'done', tenant: null, webhook: null },
      { id: 'waiting', tenant: null, webhook: null },
    ]);
    expect(await query('SELECT id FROM pending_submission')).toEqual([{ id: 'waiting' }]);
    expect(await query('SELECT * FROM submission_step')).toEqual([{ submission_id: 'done', step_key: 'drawn' }]);

    // With it goes its drawing; what nobody is known to use goes in its time.
    const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
    try {
      const submissions = createSubmissionStore(dataSource, 1000);
      const [d, e, f] = ['d', 'e', 'f'].map((letter) => letter.repeat(64));
      expect(await submissions.erase('done', 'deleted')).toEqual({ stepOutputs: 1, artifacts: expect.arrayContaining([d, e]), bytes: 2 });
      const later = new Date(Date.now() + 60_000);
      expect(await submissions.sweepOrphans({ olderThan: later, limit: 10 })).toEqual({ stepOutputs: 1, artifacts: [f], bytes: 1, more: false });
    } finally {
      await dataSource.destroy();
    }
  });

  it('run once where several processes start at the same time', async () => {
    const ran = await Promise.all([migrate(), migrate(), migrate(), migrate()]);
    expect(ran.flat()).toEqual(NAMES);
    expect(await query('SELECT name FROM migration ORDER BY id')).toEqual(NAMES.map((name) => ({ name })));
  });

  it('let go of their lock', async () => {
    await migrate();
    expect(await query(`SELECT FROM pg_locks WHERE locktype = 'advisory'`)).toEqual([]);
  });

  it('agree with the entities', async () => {
    await migrate();
    const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map((query) => query.query)).toEqual([]);
      await dataSource.query('ALTER TABLE submission DROP COLUMN timings CASCADE');
      expect((await dataSource.driver.createSchemaBuilder().log()).upQueries).not.toEqual([]);
    } finally {
      await dataSource.destroy();
    }
  });

  it('store the bytes of artifacts outside of the row and uncompressed', async () => {
    await migrate();
    const storage = await query(
      `SELECT attstorage FROM pg_attribute WHERE attrelid = 'artifact'::regclass AND attname = 'bytes'`,
    );
    expect(storage).toEqual([{ attstorage: 'e' }]);
  });
});

function migrate(): Promise<string[]> {
  return runMigrations(createDataSource({ url, poolSize: 1 }));
}

async function tables(): Promise<string[]> {
  const rows = await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`);
  return rows.map((row) => String(row['tablename']));
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
