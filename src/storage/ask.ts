import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { asStorageError } from './storage-error.ts';

/**
 * Runs one statement on a pooled connection: one round trip. The rows are what the statement's columns say; the caller
 * names their type. @throws FrontalError `unavailable`, `internal`
 */
export async function ask<Row>(dataSource: DataSource, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  try {
    const runner = dataSource.createQueryRunner();
    try {
      const client: Client = await runner.connect();
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
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/** @throws FrontalError `unavailable` unless the database answers and has its tables */
export async function ping(dataSource: DataSource): Promise<void> {
  await ask(dataSource, 'SELECT FROM submission, step_output, artifact LIMIT 0');
}
