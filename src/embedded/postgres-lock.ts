import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FrontalError } from '../contract/errors.ts';
import { describeProcess } from './os-process.ts';

const WORKERS_END_MS = 10_000;

/**
 * Removes the lock of a killed PostgreSQL. It would itself pass over one whose process is gone, but not over one whose
 * process nobody has collected yet, or whose number a program of the same user has since been given: containers have both.
 * @throws FrontalError `unavailable` if PostgreSQL runs in the cluster's folder
 */
export async function dropStaleLock(clusterDir: string): Promise<void> {
  const lock = join(clusterDir, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid)) return;
  const holder = await describeProcess(pid);
  if (holder?.command.includes(clusterDir)) {
    throw new FrontalError('unavailable', `PostgreSQL (process ${pid}) already runs on ${clusterDir}: stop it with kill -INT ${pid}`);
  }
  // Without /proc nothing shows whether workers of the killed server are still writing: then it is PostgreSQL's to judge.
  if (process.platform !== 'linux') return;
  for (const deadline = Date.now() + WORKERS_END_MS; await isWorkedIn(clusterDir); await sleep(50)) {
    if (Date.now() > deadline) {
      throw new FrontalError('unavailable', `Processes of a killed PostgreSQL are still at work in ${clusterDir}: stop them by hand`);
    }
  }
  await rm(lock, { force: true });
}

/** Every process of PostgreSQL has the cluster's folder as its working folder. */
async function isWorkedIn(clusterDir: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => null)));
  return folders.includes(clusterDir);
}
