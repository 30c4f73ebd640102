import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
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
  try {
    const runner = dataSource.createQueryRunner();
    try {
      const client: Client = await runner.connect();
      return await work(async (sql, parameters = []) => {
        try {
          const { records } = await runner.query(sql, parameters, true);
          return records;
        } catch (error) {
          const failure = asStorageError(error);
          // The connection may be about to close, or still be occupied by the statement that nobody waits for any more:
          // back in the pool, it would spoil the next statement too.
          if (failure.code === 'unavailable') void client.end();
          throw failure;
        }
      });
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/** @throws FrontalError `unavailable` unless the database answers and has its tables */
export async function ping(dataSource: DataSource): Promise<void> {
  await ask(dataSource, 'SELECT FROM submission, submission_step, step_output, artifact, erased_submission, webhook_delivery LIMIT 0');
}
