import { configOfThisProcess } from './settings/config.ts';
import { FrontalError } from './contract/errors.ts';
import { createDataSource } from './storage/data-source.ts';
import { runMigrations } from './storage/run-migrations.ts';

// Brings the database of DATABASE_URL up to this version. The embedded one is migrated as it starts.
try {
  const { databaseUrl } = configOfThisProcess();
  if (databaseUrl === null) throw new FrontalError('invalid_option', 'Set DATABASE_URL to the database to migrate.');
  const names = await runMigrations(createDataSource({ url: databaseUrl, poolSize: 1 }));
  process.stdout.write(names.length === 0 ? 'The database is up to date.\n' : `Migrated: ${names.join(', ')}\n`);
} catch (error) {
  if (!(error instanceof FrontalError)) throw error;
  const reason = error.cause instanceof Error ? ` ${error.cause.message}` : '';
  process.stderr.write(`${error.message}${reason}\n`);
  process.exitCode = 1;
}
