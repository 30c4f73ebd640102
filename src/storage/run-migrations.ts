import type { DataSource } from 'typeorm';
import { createMigrationDataSource } from './data-source.ts';
import { asStorageError } from './storage-error.ts';

/** Names the lock that one migrating process holds: any number, the same in every version. */
const ADVISORY_LOCK = 7_034_915_002;

/** Long enough for another process to migrate a large database before it is this one's turn. */
const LOCK_TIMEOUT = '10min';

/**
 * Brings the database up to this version and answers with the names of the migrations that ran, [] where there were
 * none. Safe from several processes at once: they take turns. `dataSource` need not be initialized.
 *
 * @throws FrontalError `unavailable`, `internal`
 */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const migrating = createMigrationDataSource(dataSource);
  try {
    await migrating.initialize();
    const lock = migrating.createQueryRunner();
    await lock.query(`SELECT set_config('lock_timeout', '${LOCK_TIMEOUT}', false), pg_advisory_lock($1)`, [ADVISORY_LOCK]);
    // The lock lives as long as its connection, which destroy() ends.
    const ran = await migrating.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } catch (error) {
    throw asStorageError(error);
  } finally {
    if (migrating.isInitialized) await migrating.destroy();
  }
}
