import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '../../src/settings/config.ts';

/** A PostgreSQL server, and a role on it that may create databases. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
}

const run = promisify(execFile);

/** Temporal keeps runs in one database and what is searched in another. The names are those of its own schemas. */
const DATABASES = { temporal: 'temporal', temporal_visibility: 'visibility' };

export function postgresAccess(url: string): PostgresAccess {
  const { hostname: host, port, username, password } = new URL(url);
  return { host, port: port || '5432', user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/**
 * Makes Temporal's databases where they are not there, and brings them to the version of the server. Can be run again.
 * @throws Error with what the tool says
 */
export async function prepareDatabases(sqlTool: string, postgres: PostgresAccess): Promise<void> {
  const env = childEnvironment({
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: postgres.host,
    SQL_PORT: postgres.port,
    SQL_USER: postgres.user,
    SQL_PASSWORD: postgres.password,
  });
  const tool = (...args: string[]) => run(sqlTool, args, { env });
  for (const [database, schema] of Object.entries(DATABASES)) {
    await tool('--db', database, 'create-database');
    // Leaves a database that has a version as it is.
    await tool('--db', database, 'setup-schema', '-v', '0.0');
    await tool('--db', database, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}
