import type { DataSource } from 'typeorm';
import type { Config } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { createDataSource } from '../storage/data-source.ts';
import { runMigrations } from '../storage/run-migrations.ts';
import { asStorageError } from '../storage/storage-error.ts';
import { createStores, type Stores } from '../storage/stores.ts';
import type { Parts } from './parts.ts';

export interface Storage extends Stores {
  readonly dataSource: DataSource;
}

/**
 * Connects to the database, brings its schema up to date, and opens the stores. One pool serves the API and the
 * worker of a process. @throws FrontalError `unavailable`
 */
export async function openStorage(parts: Parts, config: Config, databaseUrl: string): Promise<Storage> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: config.databaseConnections });
  try {
    await dataSource.initialize();
  } catch (error) {
    const { host, pathname } = new URL(databaseUrl);
    const { cause } = asStorageError(error);
    const reason = cause instanceof Error ? cause.message : 'no reason given';
    throw new FrontalError('unavailable', `The database ${host}${pathname} cannot be used: ${reason}. Check DATABASE_URL.`, { cause });
  }
  const applied = await runMigrations(dataSource);
  parts.up('Storage', applied.length > 0 ? `migrated by ${applied.join(', ')}` : 'schema is up to date', () =>
    dataSource.destroy(),
  );
  const { pixelCacheBytes, retentionMs } = config;
  return { dataSource, ...createStores(dataSource, { cacheBytes: pixelCacheBytes, retentionMs }) };
}
