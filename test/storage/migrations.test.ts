import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createTestDatabase, startTestPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let url: string;

beforeAll(async () => {
  server = await startTestPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  url = await createTestDatabase(server.url);
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
    expect(await migrate()).toEqual(['LayTables1763769600000']);
    expect(await tables()).toEqual(['artifact', 'migration', 'step_output', 'submission']);
    expect(await migrate()).toEqual([]);
  });

  it('run once where several processes start at the same time', async () => {
    const ran = await Promise.all([migrate(), migrate(), migrate(), migrate()]);
    expect(ran.flat()).toEqual(['LayTables1763769600000']);
    expect(await query('SELECT count(*)::int AS count FROM migration')).toEqual([{ count: 1 }]);
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
