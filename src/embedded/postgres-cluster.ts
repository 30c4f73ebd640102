import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { describeProcess } from './os-process.ts';
import type { Account } from './postgres-account.ts';
import { dropStaleLock } from './postgres-lock.ts';
import type { PostgresPrograms } from './postgres-programs.ts';

/** PostgreSQL's term for one database folder with everything in it. */
export interface Cluster {
  readonly dir: string;
  readonly user: string;
  readonly password: string;
}

const USER = 'frontal';
const STAGE = 'postgres.new-';

/** Opens the cluster in `home`, and makes it on the first call. A cluster half made by a killed process is made anew. */
export async function openCluster(home: string, account: Account | null, programs: PostgresPrograms): Promise<Cluster> {
  const dir = join(home, 'postgres');
  const version = await readFile(join(dir, 'PG_VERSION'), 'utf8').catch(() => null);
  const passwordFile = join(home, 'postgres-password');
  if (version === null) await initialise(home, dir, passwordFile, account, programs);
  else if (version.trim() !== programs.major) {
    throw new FrontalError(
      'unavailable',
      `${dir} was made by PostgreSQL ${version.trim()}, and this is ${programs.major}: dump and restore it, or set DATA_DIR to another folder`,
    );
  }
  const password = await readFile(passwordFile, 'utf8').catch((cause: unknown) => {
    throw new FrontalError('unavailable', `${passwordFile}, the password of the database in ${dir}, cannot be read`, { cause });
  });
  await dropStaleLock(dir);
  return { dir, user: USER, password: password.trim() };
}

/** initdb runs in a folder of its own that takes its place in one step, so a cluster is there whole or not at all. */
async function initialise(
  home: string, dir: string, passwordFile: string, account: Account | null, programs: PostgresPrograms,
): Promise<void> {
  requirePlainPath(programs.initdb);
  await sweep(home);
  const stage = join(home, `${STAGE}${process.pid}`);
  try {
    await mkdir(stage, { mode: 0o700 });
    const offered = join(stage, '..', `${STAGE}${process.pid}-password`);
    await writeFile(offered, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    for (const path of account ? [stage, offered] : []) await chown(path, account?.uid ?? 0, account?.gid ?? 0);
    // The first of several starts sets the password for all.
    await link(offered, passwordFile).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(offered);
    await promisify(execFile)(
      programs.initdb,
      [`--pgdata=${stage}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-instructions'],
      { cwd: '/', env: childEnvironment({ LC_ALL: 'C' }), ...(account && { uid: account.uid, gid: account.gid }) },
    );
    await rename(stage, dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } catch (cause) {
    const reason = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new FrontalError('unavailable', `The database cannot be made in ${home}: ${reason}`, { cause });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/**
 * initdb asks a shell to run the programs beside it, by their path between double quotes: what a shell reads there would
 * be run. Every other path is handed over without a shell.
 */
function requirePlainPath(program: string): void {
  if (!/[$`"\\\n]/.test(program)) return;
  throw new FrontalError(
    'unavailable',
    `PostgreSQL cannot be made ready from ${program.replaceAll('\n', ' ')}: a shell would read the $, \`, " or \\ in that path. Move Frontal, and DATA_DIR, to a path without, or set DATABASE_URL.`,
  );
}

async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = name.startsWith(STAGE) ? Number.parseInt(name.slice(STAGE.length), 10) : Number.NaN;
    if (Number.isInteger(pid) && (pid === process.pid || (await describeProcess(pid)) === null)) {
      await rm(join(home, name), { recursive: true, force: true });
    }
  }
}
