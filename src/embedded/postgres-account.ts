import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { FrontalError } from '../contract/errors.ts';

const run = promisify(execFile);

/** The user PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as whoever owns the database that is there already, else
 * as `postgres` where that user exists, else as `nobody`; no user is created. null: this process is not root.
 * @param clusterDir the database's folder, which need not exist
 */
export async function postgresAccount(clusterDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // No such user here: the next one.
    }
  }
  throw new FrontalError(
    'unavailable',
    'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: start Frontal as an ordinary user, or set DATABASE_URL',
  );
}

/** Whether the account gets at the folder or program, asked of the system itself: every folder above it counts. */
export async function canReach(account: Account | null, path: string): Promise<boolean> {
  if (account === null) return true;
  try {
    await run('sh', ['-c', 'test -x "$0"', path], { uid: account.uid, gid: account.gid, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
