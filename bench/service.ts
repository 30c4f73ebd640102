import type { Case } from '../src/cli/case.ts';
import type { DoneAnswer } from '../src/client/index.ts';
import { STEPS_OF_ALL } from '../src/contract/run.ts';
import type { BenchService } from './bench-service.ts';
import { distinctCase } from './distinct.ts';
import { byPart, sampleTree } from './process-tree.ts';
import { median, percentile } from './statistics.ts';

/** The first submissions meet cold code. */
const WARM_UPS = 10;

interface Load {
  readonly runs: number;
  readonly inFlight: number;
  /** Median of the pixel work alone, for the ratio. */
  readonly floorMs: number;
}

/** Latency of distinct submissions one after the other, then throughput with several in flight, then what it cost. */
export async function measureService(bench: BenchService, given: Case, load: Load, print: (line?: string) => void) {
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

  const row = [];
  for (let run = 0; run < load.runs; run++) row.push(await submit());
  const latencies = row.map(({ ms }) => ms);
  const p50 = median(latencies);
  print(`one at a time      submit to answer  p50 ${ms(p50)}  p95 ${ms(percentile(latencies, 0.95))}  max ${ms(Math.max(...latencies))}`);
  for (const step of [...STEPS_OF_ALL, 'total'] as const) {
    const times = row.map(({ answer }) => answer.timings_ms[step]);
    print(`  ${step.padEnd(16)} p50 ${ms(median(times))}`);
  }
  print(`  latency / floor    ${(p50 / load.floorMs).toFixed(2)}`);

  const before = sampleTree(bench.pid);
  const started = performance.now();
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
  print();
  print(`${load.inFlight} in flight        ${(load.runs / seconds).toFixed(1)} a second  p50 ${ms(median(inParallel))}  p95 ${ms(percentile(inParallel, 0.95))}`);

  const after = sampleTree(bench.pid);
  if (after.length === 0) return print('CPU and memory are read from /proc, which this system does not have');
  const [spent, earlier, memory] = [byPart(after, 'cpuSeconds'), byPart(before, 'cpuSeconds'), byPart(after, 'residentMiB')];
  let whole = 0;
  for (const [part, cpu] of spent) {
    const perSubmission = ((cpu - (earlier.get(part) ?? 0)) / load.runs) * 1000;
    whole += perSubmission;
    print(`  ${part.padEnd(16)} ${ms(perSubmission)} CPU a submission  ${memory.get(part)!.toFixed(0)} MiB resident`);
  }
  print(`  ${'all'.padEnd(16)} ${ms(whole)} CPU a submission`);
  print(`  CPU / floor        ${(whole / load.floorMs).toFixed(2)}`);
}

const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(7);
