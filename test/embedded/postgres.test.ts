import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { describeProcess, endedWithin } from '../../src/embedded/os-process.ts';
import { startPostgres, type EmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { silentLog as log } from '../support/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';


test('a port in use is refused before anything is made', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dataDir = await temporaryFolder();
  await expect(startPostgres({ dataDir, port, log })).rejects.toThrow(/^Port \d+, meant for PostgreSQL, is in use: .*POSTGRES_PORT/);
  await expect(stat(join(dataDir, 'postgres'))).rejects.toThrow('ENOENT');
});

test('a table outlives a stop, a killed server, and a killed owner', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir);
  await query(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(await describeProcess(first.pid)).toBeNull();

  const second = await start(dataDir);
  expect(await query(second, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  process.kill(second.pid, 'SIGKILL');
  expect((await second.unexpectedEnd).message).toMatch(/^PostgreSQL ended unexpectedly \(signal SIGKILL\)/);

  const third = await start(dataDir);
  expect(await query(third, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await writeFile(join(dataDir, 'run', 'postgres.json'), JSON.stringify({ pid: third.pid, owner: 1_999_999 }));

  const fourth = await start(dataDir);
  expect(await describeProcess(third.pid)).toBeNull();
  expect(await query(fourth, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('of two starts on the same data the second is refused', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow(`Another Frontal (process ${process.pid}) runs PostgreSQL on this data`);
  await rm(join(dataDir, 'run', 'postgres.json'));
  await expect(start(dataDir)).rejects.toThrow(`PostgreSQL (process ${first.pid}) already runs on`);
  expect(await query(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a cluster that was half made is made anew', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'postgres.new-1999999', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'postgres.new-1999999', 'PG_VERSION'), '18\n');
  const server = await start(dataDir);
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(stat(join(dataDir, 'postgres.new-1999999'))).rejects.toThrow('ENOENT');
});

test('data of another major version is refused, and left as it is', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 15, and this is 18/);
  expect(await readFile(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('15\n');
});

test('the lock of a killed server whose number another process now has is passed over', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir);
  process.kill(first.pid, 'SIGKILL');
  await first.unexpectedEnd;
  const lock = join(dataDir, 'postgres', 'postmaster.pid');
  await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(process.pid)));
  expect(await query(await start(dataDir), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('it is for this machine only, behind a password, and loses nothing it has confirmed', async () => {
  const server = await start(await temporaryFolder());
  expect(new URL(server.url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/frontal', username: 'frontal' });
  expect(await query(server, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query(server, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  expect(await query(server, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  expect(await query(server, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  const stranger = new URL(server.url);
  stranger.password = 'guess';
  await expect(query({ url: stranger.href }, 'SELECT 1')).rejects.toThrow('password authentication failed');
  await server.stop();
  await server.stop();
  expect(await endedWithin(server.pid, 0)).toBe(true);
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, port: 0, log });
  onTestFinished(() => server.stop());
  return server;
}

async function query({ url }: { url: string }, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed on purpose breaks connections that are just closing.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
