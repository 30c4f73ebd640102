import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { FrontalError } from '../contract/errors.ts';
import { canReach, type Account } from './postgres-account.ts';

const ELSEWHERE = '/var/lib/frontal';

/**
 * The folder that holds the database: `dataDir`, which is there, or, where the account PostgreSQL has to run as does not get there
 * (a project below /root, say), one below /var/lib/frontal that `dataDir` then remembers.
 * @throws FrontalError `unavailable` if there is no such folder either
 */
export async function postgresHome(dataDir: string, account: Account | null, log: Logger): Promise<string> {
  if (await canReach(account, dataDir)) return dataDir;
  if (dataDir !== homedir()) {
    // The data folder itself is ours to open for passing through (not for listing); the folders above it are not.
    await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
    if (await canReach(account, dataDir)) return dataDir;
  }

  const home = await rememberedHome(join(dataDir, 'postgres-home'));
  await makePassable(home).catch((error: unknown) => log.debug({ err: error }, `${home} cannot be made`));
  if (!(await canReach(account, home))) {
    throw new FrontalError(
      'unavailable',
      `PostgreSQL does not run as root, and the user ${account?.name} reaches neither ${dataDir} nor ${home}: set DATA_DIR to a folder it can reach, start Frontal as an ordinary user, or set DATABASE_URL`,
    );
  }
  log.warn(`the user ${account?.name}, whom PostgreSQL runs as, does not reach ${dataDir}: the database is kept in ${home}`);
  return home;
}

/** Makes the folder, and /var/lib/frontal above it, open for passing through whatever the umask. */
async function makePassable(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  for (const folder of [ELSEWHERE, home]) await chmod(folder, 0o711);
}

async function rememberedHome(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const home = join(ELSEWHERE, randomBytes(6).toString('hex'));
    await writeFile(file, `${home}\n`);
    return home;
  }
}
