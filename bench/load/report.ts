import { byPart, sampleTree, type ProcessSample } from '../process-tree.ts';
import { median, percentile } from '../statistics.ts';
import { readHistogram } from './histograms.ts';
import { MEASURED, type Ends } from './offer.ts';
import type { MemoryFigures } from './watch-memory.ts';

type Print = (line?: string) => void;

/** The SDK's histograms of how long tasks waited for a worker. */
const QUEUES = [
  ['workflow tasks', 'temporal_workflow_task_schedule_to_start_latency_seconds'],
  ['activities', 'temporal_activity_schedule_to_start_latency_seconds'],
] as const;

export function reportLatencies(ends: Ends, print: Print): void {
  const done = [...ends.values()];
  print(row('submit to end', done.map(({ ms }) => ms)));
  for (const step of MEASURED) print(row(`  ${step}`, done.flatMap(({ timings }) => (timings === null ? [] : [timings[step]]))));
}

export function reportQueues(metrics: string, print: Print): void {
  for (const [what, name] of QUEUES) {
    const seen = readHistogram(metrics, name);
    if (seen === null) print(`waited as ${what}: none`);
    else print(`waited as ${what}: mean ${(seen.mean * 1000).toFixed(0)} ms, 95 of 100 up to ${(seen.p95 * 1000).toFixed(0)} ms, ${seen.count} in all`);
  }
}

export function reportCpu(pid: number, before: readonly ProcessSample[], submissions: number, print: Print): void {
  const earlier = byPart(before, 'cpuSeconds');
  for (const [part, cpu] of byPart(sampleTree(pid), 'cpuSeconds')) {
    const ms = ((cpu - (earlier.get(part) ?? 0)) / submissions) * 1000;
    print(`${part.padEnd(12)} ${ms.toFixed(0).padStart(6)} ms CPU a submission`);
  }
}

export function reportMemory(memory: ReadonlyMap<string, MemoryFigures>, print: Print): void {
  for (const [part, { first, warm, peak, last }] of memory) {
    const figures = [first, warm, peak, last].map((value) => value.toFixed(0).padStart(5));
    print(`${part.padEnd(12)} MiB resident: before ${figures[0]}  most of the first third ${figures[1]}  most ${figures[2]}  at the end ${figures[3]}`);
  }
}

function row(name: string, values: readonly number[]): string {
  if (values.length === 0) return `${name.padEnd(16)} none`;
  const [p50, p95, most] = [median(values), percentile(values, 0.95), Math.max(...values)].map((ms) => `${ms.toFixed(0)} ms`.padStart(9));
  return `${name.padEnd(16)} p50 ${p50}  p95 ${p95}  max ${most}`;
}
