import type { Client, QueryConfig } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { asStorageError } from './storage-error.ts';

/** Runs one statement. The rows are what the statement's columns say; the caller names their type. */
export type Ask = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

/** Runs one statement on a pooled connection: one round trip. @throws FrontalError `unavailable`, `internal` */
export function ask<Row>(dataSource: DataSource, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  return connected(dataSource, (askHere) => askHere<Row>(sql, parameters));
}

/**
 * Runs the statements of `work` as one transaction (read committed: each statement sees what others have committed
 * before it), undone where `work` throws. @throws FrontalError `unavailable`, `internal`, and what `work` throws
 */
export function transact<T>(dataSource: DataSource, work: (ask: Ask) => Promise<T>): Promise<T> {
  return connected(dataSource, async (askHere) => {
    await askHere('BEGIN ISOLATION LEVEL READ COMMITTED');
    try {
      const result = await work(askHere);
      await askHere('COMMIT');
      return result;
    } catch (error) {
      // Undone by the server itself where the connection is gone.
      await askHere('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

async function connected<T>(dataSource: DataSource, work: (ask: Ask) => Promise<T>): Promise<T> {
  return onConnection(dataSource, async (runner, client) =>
    work((sql, parameters = []) => orClose(client, async () => {
      const { records } = await runner.query(sql, parameters, true);
      return records;
    })),
  );
}

async function connectedTo<T>(dataSource: DataSource, work: (client: Client) => Promise<T>): Promise<T> {
  return onConnection(dataSource, async (_runner, client) => orClose(client, () => work(client)));
}

async function onConnection<T>(dataSource: DataSource, work: (runner: QueryRunner, client: Client) => Promise<T>): Promise<T> {
  try {
    const runner = dataSource.createQueryRunner();
    try {
      const client: Client = await runner.connect();
      return await work(runner, client);
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/**
 * A connection that may be about to close, or still be occupied by a statement that nobody waits for any more, would spoil
 * the next statement too, were it back in the pool.
 */
async function orClose<T>(client: Client, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    const failure = asStorageError(error);
    if (failure.code === 'unavailable') void client.end();
    throw failure;
  }
}

/**
 * The same with each value as the bytes that PostgreSQL has for it: no text is made of them on the way. One column of
 * bytes, named `bytes`, beside columns of text.
 */
export function askBytes(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<Record<string, Buffer>[]> {
  return connectedTo(dataSource, (client) => client.query<Record<string, Buffer>>({ text: sql, values: parameters, binary: true, types: AS_IT_COMES } as QueryConfig).then(({ rows }) => rows));
}

/** Copies: what comes is a part of the connection's buffer, which would stay whole in memory. */
const AS_IT_COMES = { getTypeParser: () => (value: Buffer) => Buffer.from(value) };

/** @throws FrontalError `unavailable` unless the database answers and has its tables */
export async function ping(dataSource: DataSource): Promise<void> {
  await ask(dataSource, 'SELECT FROM submission, submission_step, step_output, artifact, erased_submission, webhook_delivery LIMIT 0');
}
