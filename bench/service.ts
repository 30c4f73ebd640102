import type { Case } from '../src/cli/case.ts';
import type { DoneAnswer } from '../src/client/index.ts';
import { STEPS_OF_ALL } from '../src/contract/run.ts';
import type { BenchService } from './bench-service.ts';
import { distinctCase } from './distinct.ts';
import { byPart, sampleTree } from './process-tree.ts';
import { median, percentile } from './statistics.ts';
import { cpuByThread } from './threads.ts';

/** The first submissions meet cold code. */
const WARM_UPS = 10;

interface Load {
  readonly runs: number;
  readonly inFlight: number;
}

/** Milliseconds from submit to answer. */
interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface ServiceFigures {
  readonly oneAtATime: Latencies & { readonly steps: Readonly<Record<string, number>> };
  readonly inFlight: Latencies & { readonly submissions: number; readonly perSecond: number };
  /** CPU milliseconds of a submission while several were in flight, by process and `all`; empty where there is no /proc. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** The same of Frontal's own process by kind of thread. */
  readonly threadCpuMs: Readonly<Record<string, number>>;
  /** At the end, by process. */
  readonly residentMiB: Readonly<Record<string, number>>;
}

/** Latency of distinct submissions one after the other, then throughput with several in flight, then what it cost. */
export async function measureService(bench: BenchService, given: Case, load: Load): Promise<ServiceFigures> {
  // Made beforehand: this process shares the cores with the service that it measures.
  const cases = Array.from({ length: WARM_UPS + 2 * load.runs }, (_, i) => distinctCase(given, `bench ${i}`));
  const submit = async (): Promise<{ ms: number; answer: DoneAnswer }> => {
    const next = cases.pop()!;
    const started = performance.now();
    const { id } = await bench.client.submit(next, { wait: 60 });
    const answer = await bench.client.status(id, { wait: 60 });
    if (answer.status !== 'done') throw new Error(`submission ${id} ended as ${answer.status}`);
    return { ms: performance.now() - started, answer };
  };
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await submit();

  const row: Awaited<ReturnType<typeof submit>>[] = [];
  for (let run = 0; run < load.runs; run++) row.push(await submit());
  const steps = Object.fromEntries([...STEPS_OF_ALL, 'total' as const].map((step) => [step, median(row.map(({ answer }) => answer.timings_ms[step]))]));

  const [processes, threads, started] = [sampleTree(bench.pid), cpuByThread(bench.pid), performance.now()];
  let left = load.runs;
  const inParallel: number[] = [];
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      inParallel.push((await submit()).ms);
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, lane));
  const seconds = (performance.now() - started) / 1000;
  const after = sampleTree(bench.pid);
  const cpuMs = spent(byPart(processes, 'cpuSeconds'), byPart(after, 'cpuSeconds'), load.runs);
  return {
    oneAtATime: { ...latencies(row.map(({ ms }) => ms)), steps },
    inFlight: { ...latencies(inParallel), submissions: load.inFlight, perSecond: load.runs / seconds },
    cpuMs: { ...cpuMs, ...(after.length > 0 && { all: Object.values(cpuMs).reduce((sum, ms) => sum + ms, 0) }) },
    threadCpuMs: spent(threads, cpuByThread(bench.pid), load.runs),
    residentMiB: Object.fromEntries(byPart(after, 'residentMiB')),
  };
}

function latencies(ms: readonly number[]): Latencies {
  return { p50: median(ms), p95: percentile(ms, 0.95), max: Math.max(...ms) };
}

/** Milliseconds of each submission. */
function spent(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, submissions: number): Record<string, number> {
  return Object.fromEntries(Array.from(after, ([part, seconds]) => [part, ((seconds - (before.get(part) ?? 0)) / submissions) * 1000]));
}
