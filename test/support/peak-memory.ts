import { readFileSync } from 'node:fs';

/** The most memory that a running process ever held. Linux tells; elsewhere this throws. */
export function peakResidentMiB(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}
