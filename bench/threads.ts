import { readdirSync, readFileSync } from 'node:fs';
import { cpuSecondsOf } from './process-tree.ts';

/**
 * CPU seconds of one process by kind of thread, from /proc; empty where there is none. Node 20 gives its own threads one
 * name, so pixel threads, the workflow's, libuv's and V8's are one figure beside the main one.
 */
export function cpuByThread(pid: number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const thread of threadsOf(pid)) {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      const kind = thread === String(pid) ? 'main thread' : kindOf(stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')));
      sums.set(kind, (sums.get(kind) ?? 0) + cpuSecondsOf(stat));
    } catch {
      // ended meanwhile
    }
  }
  return sums;
}

/** Kinds by what a thread's name starts with; the kernel keeps 15 characters of it. */
const KINDS = [
  ['node', 'node: others'],
  ['libvips', 'libvips'],
  ['tokio', 'tokio'],
] as const;

function kindOf(name: string): string {
  return KINDS.find(([start]) => name.startsWith(start))?.[1] ?? 'Temporal core';
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}
