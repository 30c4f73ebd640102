import type { Client } from 'pg';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { FrontalError } from '../contract/errors.ts';
import { StatementTimeout } from '../contract/statement-timeout.ts';
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

/** Hands the repositories of one pooled connection to `work`. @throws FrontalError `unavailable`, `internal` */
export function manage<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return connected(dataSource, (_ask, manager) => work(manager));
}

async function connected<T>(dataSource: DataSource, work: (ask: Ask, manager: EntityManager) => Promise<T>): Promise<T> {
  try {
    const runner = dataSource.createQueryRunner();
    try {
      const client: Client = await runner.connect();
      const askHere: Ask = async (sql, parameters = []) => {
        try {
          const { records } = await runner.query(sql, parameters, true);
          return records;
        } catch (error) {
          throw dropLost(client, error);
        }
      };
      return await work(askHere, runner.manager).catch((error: unknown) => {
        throw error instanceof QueryFailedError ? dropLost(client, error) : error;
      });
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/**
 * A connection that may be about to close, or is still occupied by the statement that nobody waits for any more, would
 * spoil the next statement too, were it put back into the pool.
 */
function dropLost(client: Client, error: unknown): FrontalError {
  const failure = asStorageError(error);
  if (failure.code === 'unavailable' && !(failure instanceof StatementTimeout)) void client.end();
  return failure;
}

/** @throws FrontalError `unavailable` unless the database answers and has its tables */
export async function ping(dataSource: DataSource): Promise<void> {
  await ask(dataSource, 'SELECT FROM submission, pending_submission, submission_step, step_output, artifact, erased_submission, webhook_delivery LIMIT 0');
}
