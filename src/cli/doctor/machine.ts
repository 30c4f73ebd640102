import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { missing, note, ok, reasonOf, type Finding } from './finding.ts';

/** Data of the embedded servers, the Temporal program, and room for submissions. */
const ROOM_BYTES = 2 ** 30;

/** The versions that package.json's `engines` names. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const known = (major === 20 && minor >= 20) || (major === 22 && minor >= 12) || major > 22;
  if (known) return ok('Node.js', version);
  return missing('Node.js', `${version} is not supported`, 'install Node.js 20.20 or newer (not 21, not 22.0 to 22.11): https://nodejs.org');
}

/** A folder that is not there yet is made by the first start, in the nearest one above it that is. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const there = await nearest(folder);
  try {
    if (!(await stat(there)).isDirectory()) throw new Error(`${there} is a file`);
    await access(there, constants.W_OK | constants.X_OK);
    return ok('data folder', there === folder ? folder : `${folder}, to be made by the first start`);
  } catch (error) {
    return missing('data folder', `${folder} cannot be written: ${reasonOf(error)}`, 'set DATA_DIR to a folder that this user may write');
  }
}

export async function checkRoom(folder: string, room = ROOM_BYTES): Promise<Finding> {
  const disk = await statfs(await nearest(folder)).catch(() => null);
  if (disk === null) return note('disk', `the free space for ${folder} is not known`);
  const free = disk.bavail * disk.bsize;
  const detail = `${(free / 2 ** 30).toFixed(1)} GiB are free for ${folder}`;
  if (free >= room) return ok('disk', detail);
  return missing('disk', detail, `make room for ${Math.ceil(room / 2 ** 30)} GiB, or set DATA_DIR to a folder on another disk`);
}

/** The path itself where it is there, else the first one above it that is. */
async function nearest(path: string): Promise<string> {
  const isThere = await stat(path).then(() => true, (error: NodeJS.ErrnoException) => error.code !== 'ENOENT');
  return isThere || dirname(path) === path ? path : nearest(dirname(path));
}
