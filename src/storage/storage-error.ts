import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { FrontalError } from '../contract/errors.ts';
import { StatementTimeout } from '../contract/statement-timeout.ts';

/**
 * The one place where what PostgreSQL, its driver or the network says becomes a FrontalError: `unavailable` where
 * trying later can help, else `internal`. Statement and parameters are dropped: they carry people's pictures.
 */
export function asStorageError(error: unknown): FrontalError {
  if (error instanceof FrontalError) return error;
  const origin: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = codeOf(origin);
  const message = origin instanceof Error ? origin.message : String(origin);
  const cause = new Error(code === undefined ? message : `${message} (${code})`);
  if (isUnmigrated(code)) return new FrontalError('unavailable', 'The database has not been migrated yet.', { cause });
  if (code === QUERY_CANCELED) return new StatementTimeout(cause);
  // TypeORM gives a connection back as soon as it hears of its loss; the statement that follows hears only that.
  const passing = origin instanceof QueryRunnerAlreadyReleasedError || isPassing(code, message);
  if (passing) return new FrontalError('unavailable', DETAILS.get(code) ?? 'The database cannot be reached.', { cause });
  return new FrontalError('internal', 'The database refused a statement.', { cause });
}

/** Of what an operator has to mend, by SQLSTATE: disk full, read-only transaction. */
const DETAILS: ReadonlyMap<string | undefined, string> = new Map([
  ['53100', 'The database has no room left on its disk.'],
  ['25006', 'The database takes no writes: it is read-only.'],
]);

/** By statement_timeout, in the main: a standby's conflicts and an administrator do it too, and are worth another try as well. */
const QUERY_CANCELED = '57014';

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

/**
 * SQLSTATE classes and codes: connection, login, no such database, out of resources, operator intervention (shutdown,
 * start-up), I/O error; deadlock and serialization, lock timeout, a standby during a failover.
 */
const PASSING_SQLSTATE = /^(08|28|3D|53|57|58)...$|^(40001|40P01|55P03|25006)$/;

/** The driver's own messages, which carry no code. */
const PASSING_MESSAGE =
  /^(Connection terminated|timeout (exceeded|expired)|Query read timeout|Client (has encountered|was closed)|Cannot use a pool|Driver not Connected)/;

function isPassing(code: string | undefined, message: string): boolean {
  if (code === undefined) return PASSING_MESSAGE.test(message);
  return NETWORK_CODES.has(code) || PASSING_SQLSTATE.test(code);
}

/** Undefined table or column. */
function isUnmigrated(code: string | undefined): boolean {
  return code === '42P01' || code === '42703';
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
