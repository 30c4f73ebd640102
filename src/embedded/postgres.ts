import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { childEnvironment } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { openDataFolder } from './data-folder.ts';
import { noteServer, stopLeftover } from './leftover.ts';
import { againIfPortTaken, requireFreePort } from './port.ts';
import { postgresAccount, type Account } from './postgres-account.ts';
import { openCluster, type Cluster } from './postgres-cluster.ts';
import { postgresHome } from './postgres-home.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { runServer, type ServerProcess, type StopStep } from './server-process.ts';

export interface EmbeddedPostgres extends ServerProcess {
  /** Of the database `frontal`; holds the password. */
  readonly url: string;
}

const NAME = 'PostgreSQL';
const DATABASE = 'frontal';
const READY_MS = 120_000;

/** SIGINT is a fast shutdown that loses nothing; SIGQUIT leaves a recovery to the next start, as SIGKILL does. */
const STOP_STEPS: readonly StopStep[] = [
  { signal: 'SIGINT', graceMs: 30_000 },
  { signal: 'SIGQUIT', graceMs: 5_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
];

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The logger writes the time.
  log_line_prefix: '',
  // What fails is logged without its values: they may be someone's face.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  // Parallel queries need more of /dev/shm than a container has, and no query here gains by them.
  max_parallel_workers_per_gather: '0',
};

/**
 * Runs PostgreSQL on a port of 127.0.0.1 (0: any free one) with its data in `dataDir`, which is made on the first start
 * and found again on the next.
 * @throws FrontalError `unavailable`, saying what to do
 */
export async function startPostgres(
  { dataDir, port, log }: { dataDir: string; port: number; log: Logger },
): Promise<EmbeddedPostgres> {
  const folder = await openDataFolder(dataDir);
  const reachable = await postgresHome(folder, await postgresAccount(join(folder, 'postgres')), log);
  const account = await postgresAccount(join(reachable, 'postgres'));
  const noteFile = join(folder, 'run', 'postgres.json');
  await stopLeftover({ noteFile, name: NAME, mark: join(reachable, 'postgres'), stopSteps: STOP_STEPS, log });
  await requireFreePort(port, 'POSTGRES_PORT', NAME);
  const programs = await postgresPrograms(reachable, account);
  const cluster = await openCluster(reachable, account, programs);
  return againIfPortTaken(async () => {
    const ownPort = await requireFreePort(port, 'POSTGRES_PORT', NAME);
    const server = await run(programs.postgres, cluster, account, ownPort, log);
    await settle(server, noteFile, cluster, ownPort);
    return { ...server, url: urlOf(cluster, ownPort, DATABASE) };
  });
}

async function settle(server: ServerProcess, noteFile: string, cluster: Cluster, port: number): Promise<void> {
  try {
    await noteServer(noteFile, server.pid);
    await ready(server, cluster, port);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function run(program: string, cluster: Cluster, account: Account | null, port: number, log: Logger): Promise<ServerProcess> {
  return runServer({
    name: NAME,
    program,
    args: ['-D', cluster.dir, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    env: childEnvironment({ LC_ALL: 'C' }),
    account,
    stopSteps: STOP_STEPS,
    onLine: (line) => log[isTrouble(line) ? 'warn' : 'debug']({ server: NAME }, line),
    log,
  });
}

/** Waits until the database takes connections, after a crash also through its recovery, and is there by name. */
async function ready(server: ServerProcess, cluster: Cluster, port: number): Promise<void> {
  const end: { error: FrontalError | null } = { error: null };
  void server.unexpectedEnd.then((error) => (end.error = error));
  for (const deadline = Date.now() + READY_MS; ; await sleep(50)) {
    if (end.error !== null) throw end.error;
    try {
      return await createDatabase(urlOf(cluster, port, 'postgres'));
    } catch (cause) {
      if (isWrongPassword(cause)) {
        throw new FrontalError('unavailable', `PostgreSQL on port ${port} does not take the password kept beside ${cluster.dir}`, { cause });
      }
      if (Date.now() > deadline) {
        throw new FrontalError('unavailable', `PostgreSQL takes no connections after ${READY_MS / 1000} s`, { cause });
      }
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function urlOf({ user, password }: Cluster, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function isTrouble(line: string): boolean {
  return /^(ERROR|FATAL|PANIC|WARNING):/.test(line) && !/the database system is (starting up|not yet accepting)/.test(line);
}

/** SQLSTATE 28P01, invalid_password. */
function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01';
}
