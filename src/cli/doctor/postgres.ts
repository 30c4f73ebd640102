import { join } from 'node:path';
import { postgresAccount } from '../../embedded/postgres-account.ts';
import { packageFolder } from '../../embedded/postgres-programs.ts';
import { connectDataSource } from '../../storage/data-source.ts';
import { missing, ok, reasonOf, type Finding } from './finding.ts';

const WITHIN_MS = 3_000;

/** The database that is set, asked; or the programs of the embedded one. */
export async function checkPostgres(databaseUrl: string | null, dataDir: string): Promise<Finding> {
  return databaseUrl === null ? checkEmbedded(dataDir) : checkOwn(databaseUrl);
}

async function checkOwn(url: string): Promise<Finding> {
  const { host, pathname } = new URL(url); // without the password
  try {
    const dataSource = await connectDataSource({ url, poolSize: 1, connectTimeoutMs: WITHIN_MS, statementTimeoutMs: WITHIN_MS });
    await dataSource.destroy();
    return ok('PostgreSQL', `${host}${pathname} answers`);
  } catch (error) {
    return missing('PostgreSQL', `${host}${pathname} cannot be used: ${reasonOf(error)}`, 'start it, or set DATABASE_URL to one that runs; without it an embedded one is used');
  }
}

async function checkEmbedded(dataDir: string): Promise<Finding> {
  try {
    packageFolder();
    const account = await postgresAccount(join(dataDir, 'postgres'));
    return ok('PostgreSQL', `the embedded one${account === null ? '' : `, as ${account.name}, since it does not run as root`}`);
  } catch (error) {
    return missing('PostgreSQL', reasonOf(error), 'run `npm ci` with optional packages, or set DATABASE_URL to a server of yours');
  }
}
