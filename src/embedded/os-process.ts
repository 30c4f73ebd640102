import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface OsProcess {
  readonly parent: number;
  /** Program and arguments, joined by spaces. */
  readonly command: string;
}

/** null: no such process, or one that has ended and only waits to be collected by its parent. */
export async function describeProcess(pid: number): Promise<OsProcess | null> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Waits for the end of a process that need not be ours. @returns whether it ended in time */
export async function endedWithin(pid: number, limitMs: number): Promise<boolean> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await sleep(50)) {
    if ((await describeProcess(pid)) === null) return true;
  }
  return (await describeProcess(pid)) === null;
}

async function fromProc(pid: number): Promise<OsProcess | null> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // proc(5): pid (name) state ppid …, where the name may itself hold spaces and brackets.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    return { parent: Number(parent), command: command.split('\0').join(' ').trim() };
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<OsProcess | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,stat=,command=', '-p', String(pid)]);
    const [, parent, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)/.exec(stdout) ?? [];
    if (parent === undefined || command === undefined || state?.startsWith('Z')) return null;
    return { parent: Number(parent), command: command.trim() };
  } catch {
    return null;
  }
}
