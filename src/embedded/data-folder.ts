import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FrontalError } from '../contract/errors.ts';

/**
 * Makes the folder where it is not there, and sees whether something can be written in it.
 * @returns its path without symbolic links
 * @throws FrontalError `unavailable`, saying in one line what to do
 */
export async function openDataFolder(dataDir: string): Promise<string> {
  try {
    await make(dataDir);
    const folder = await realpath(dataDir);
    if (!(await stat(folder)).isDirectory()) throw new Error(REASONS['EEXIST']);
    await rm(await mkdtemp(join(folder, 'try-')), { recursive: true });
    return folder;
  } catch (cause) {
    const reason = cause instanceof Error ? (REASONS[codeOf(cause)] ?? cause.message) : String(cause);
    throw new FrontalError('unavailable', `The data folder ${oneLine(dataDir)} cannot be used: ${oneLine(reason)}. Set DATA_DIR to a folder that can be written to.`, { cause });
  }
}

/** One folder after the other: with `recursive`, Node 20 never comes back from a file system that makes none, as /proc. */
async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error ? codeOf(error) : '';
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || (await isThere(dirname(folder)))) throw error;
    await make(dirname(folder));
    await mkdir(folder);
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no folder can be made there',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk is full',
  ENAMETOOLONG: 'its path is too long',
};

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
