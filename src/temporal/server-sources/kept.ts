import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Source } from './source.ts';
import { seenToRun } from './seen-to-run.ts';

export const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
const WORK = 'fetch-';

/** The program that an earlier start has fetched. */
export function kept(dataDir: string): Source {
  const program = join(resolve(dataDir), 'bin', PROGRAM);
  return { name: 'the copy kept from an earlier start', limitMs: 10_000, find: (signal) => seenToRun(program, signal) };
}

/**
 * Fetches the program into a folder of its own and, once it is seen to run, keeps it: in one step, so that of several
 * processes at once each sees a whole program or none.
 * @param fetchInto puts the program somewhere in the given folder and returns its path
 */
export async function keep(
  dataDir: string,
  signal: AbortSignal,
  fetchInto: (folder: string) => Promise<string>,
): Promise<string> {
  const bin = join(resolve(dataDir), 'bin');
  await mkdir(bin, { recursive: true });
  await sweep(bin);
  const folder = await mkdtemp(join(bin, `${WORK}${process.pid}-`));
  try {
    const fetched = await fetchInto(folder);
    await chmod(fetched, 0o755);
    await seenToRun(fetched, signal);
    const program = join(bin, PROGRAM);
    await rename(fetched, program);
    return program;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what killed processes were fetching. */
async function sweep(bin: string): Promise<void> {
  for (const name of await readdir(bin)) {
    const pid = name.startsWith(WORK) ? Number.parseInt(name.slice(WORK.length), 10) : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(bin, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
