import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of /proc: a constant of Linux's interface to user space. */
const TICKS_PER_SECOND = 100;

export interface ProcessSample {
  readonly pid: number;
  readonly name: string;
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** Samples a process and everything below it, from /proc; empty where there is none (not Linux). */
export function sampleTree(root: number): ProcessSample[] {
  const all = pids().map(stat).filter((sample) => sample !== null);
  const wanted = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, parent } of all) {
      if (wanted.has(parent) && !wanted.has(pid)) grew = Boolean(wanted.add(pid));
    }
  }
  return all.filter(({ pid }) => wanted.has(pid));
}

/** CPU seconds or MiB by part: the service itself, Temporal, PostgreSQL. */
export function byPart(samples: readonly ProcessSample[], figure: 'cpuSeconds' | 'residentMiB'): Map<string, number> {
  const sums = new Map<string, number>();
  for (const sample of samples) {
    const part = sample.name.startsWith('postgres') ? 'PostgreSQL' : sample.name.startsWith('temporal') ? 'Temporal' : 'Frontal';
    sums.set(part, (sums.get(part) ?? 0) + sample[figure]);
  }
  return sums;
}

/** Of what /proc says of a process or a thread in one line. */
export function cpuSecondsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function pids(): number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return [];
  }
}

function stat(pid: number): (ProcessSample & { parent: number }) | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, pages] = [Number(fields[1]), Number(fields[21])];
    return {
      pid,
      name,
      parent,
      cpuSeconds: cpuSecondsOf(text),
      residentMiB: (pages * 4096) / 2 ** 20,
    };
  } catch {
    return null; // ended meanwhile
  }
}
