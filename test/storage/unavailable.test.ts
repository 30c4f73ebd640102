import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { QueryFailedError, type DataSource } from 'typeorm';
import { FrontalError } from '../../src/contract/errors.ts';
import { ask, ping, transact } from '../../src/storage/ask.ts';
import { connectDataSource, type DatabaseOptions } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { asStorageError } from '../../src/storage/storage-error.ts';
import { stopClock } from '../support/clock.ts';
import { startProxy } from '../support/proxy.ts';
import { createTestDatabase } from '../support/postgres.ts';

let url: string;
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  url = await createTestDatabase();
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('every way in which a database can be away is `unavailable`', () => {
  it.each([
    ['nobody listens', 'postgres://frontal:frontal@127.0.0.1:1/test'],
    ['no such host', 'postgres://frontal:frontal@nowhere.invalid/test'],
  ])('%s', async (_, away) => {
    await expect(connectDataSource({ url: away, poolSize: 1 })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('wrong password, no such database', async () => {
    const [wrong, none] = [new URL(url), new URL(url)];
    wrong.password = 'wrong';
    none.pathname = 'no_such_database';
    for (const { href } of [wrong, none]) {
      await expect(connectDataSource({ url: href, poolSize: 1 })).rejects.toMatchObject({ code: 'unavailable' });
    }
  });

  it('not migrated, and then it is', async () => {
    const dataSource = await connected();
    await expect(ping(dataSource)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/migrated/) });
    await runMigrations(dataSource);
    await expect(ping(dataSource)).resolves.toBeUndefined();
  });

  it('all connections taken', async () => {
    const dataSource = await connected({ connectTimeoutMs: 60_000 });
    const taken = dataSource.createQueryRunner();
    await taken.connect();
    const { pass } = stopClock();
    const waiting = ask(dataSource, 'SELECT 1');
    pass(60_000);
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    await taken.release();
    await expect(ask(dataSource, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('a statement that takes too long, waiting for locks included', async () => {
    const dataSource = await connected({ statementTimeoutMs: 2_000 });
    const [before] = await ask(dataSource, 'SELECT pg_backend_pid() AS pid');
    await expect(ask(dataSource, 'SELECT pg_sleep(600)')).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('too long') });
    // The server is there: its connection is as good as before.
    expect(await ask(dataSource, 'SELECT pg_backend_pid() AS pid')).toEqual([before]);
  });

  it('connection ended by an administrator', async () => {
    const dataSource = await connected();
    const killed = ask(dataSource, 'SELECT pg_terminate_backend(pg_backend_pid())');
    await expect(killed).rejects.toMatchObject({ code: 'unavailable' });
    await expect(ask(dataSource, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('connection ended by an administrator between two statements of a transaction', async () => {
    const dataSource = await connected({ poolSize: 2 });
    const failing = transact(dataSource, async (askHere) => {
      const [{ pid }] = (await askHere<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await ask(dataSource, 'SELECT pg_terminate_backend($1, 600000)', [pid]);
      return askHere('SELECT 1');
    });
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
    await expect(ask(dataSource, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('connection ended in the very packet that completes the login', async () => {
    const proxy = await startProxy(url);
    cleanups.push(() => proxy.close());
    const dataSource = await connected({ url: proxy.url });
    let logins = 0;
    proxy.alter((packet) => {
      if (!packet.subarray(-READY.length).equals(READY)) return packet;
      logins++;
      return Buffer.concat([packet, SHUTDOWN]);
    });
    proxy.cut();
    while (logins === 0) await expect(ask(dataSource, 'SELECT 1')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('connection broken', async () => {
    const proxy = await startProxy(url);
    cleanups.push(() => proxy.close());
    const dataSource = await connected({ url: proxy.url });
    const broken = ask(dataSource, 'SELECT pg_sleep(30)');
    proxy.cut();
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
    await expect(ask(dataSource, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('a network gone silent: the statement ends, and the next one takes another connection', async () => {
    const proxy = await startProxy(url);
    cleanups.push(() => proxy.close());
    const dataSource = await connected({ url: proxy.url, statementTimeoutMs: 60_000 });
    const unanswered = transact(dataSource, async (askHere) => {
      // On a connection that is held already: the one clock that then runs is the statement's.
      proxy.silence();
      const { pass } = stopClock();
      const asked = askHere('SELECT 1');
      await expect.poll(() => vi.getTimerCount()).toBe(1);
      pass(120_000);
      return asked;
    });
    await expect(unanswered).rejects.toMatchObject({ code: 'unavailable' });
    await expect(ask(dataSource, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it.each(['53100', '53200', '08006', '08003', '57P01', '57P03', '58030'])('a server that says %s: disk or memory full, connection lost, shutdown, I/O error', async (code) => {
    const failing = ask(await connected(), `DO $$ BEGIN RAISE EXCEPTION 'the server cannot go on' USING ERRCODE = '${code}'; END $$`);
    await expect(failing).rejects.toMatchObject({ code: 'unavailable', cause: { message: `the server cannot go on (${code})` } });
  });

  it('a data source that was closed', async () => {
    const dataSource = await connectDataSource({ url, poolSize: 1 });
    await dataSource.destroy();
    await expect(ask(dataSource, 'SELECT 1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('what the database refuses', () => {
  it('is `internal`, and carries no parameters along', async () => {
    const secret = 'the bytes of a face';
    const error: unknown = await ask(await connected(), 'SELECT $1::text, 1 / 0', [secret]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FrontalError);
    expect(error).toMatchObject({ code: 'internal', cause: { message: 'division by zero (22012)' } });
    for (let link: unknown = error; link instanceof Error; link = link.cause) {
      expect(link).not.toBeInstanceOf(QueryFailedError);
      expect(JSON.stringify(Object.getOwnPropertyNames(link).map((name) => String(Reflect.get(link as Error, name))))).not.toContain(secret);
    }
  });

  it('leaves a FrontalError as it is', () => {
    const error = new FrontalError('not_found', 'erased');
    expect(asStorageError(error)).toBe(error);
  });
});

/** ReadyForQuery, idle, and an ErrorResponse: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const READY = Buffer.from('Z\0\0\0\x05I');
const FIELDS = 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const SHUTDOWN = Buffer.concat([Buffer.from(['E'.charCodeAt(0), 0, 0, 0, 4 + FIELDS.length]), Buffer.from(FIELDS)]);

async function connected(options: Partial<DatabaseOptions> = {}): Promise<DataSource> {
  const dataSource = await connectDataSource({ url, poolSize: 1, ...options });
  cleanups.push(() => dataSource.destroy());
  return dataSource;
}
