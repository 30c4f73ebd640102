import { inspect, parseArgs } from 'node:util';
import type { Fuzzed } from './target.ts';
import { fuzzedReaders } from './targets/index.ts';

/**
 * `npm run fuzz [-- --minutes N] [--seed N] [--target NAME]`: every reader of what users send, given what nobody would
 * send, until the time is over. Ends with 1 at the first input that is neither read nor refused, that takes longer than
 * SLOWEST_MS, or after which the process holds more than MAX_MIB.
 */
const SLOWEST_MS = 5_000;
const MAX_MIB = 1024;
const RUNS_AT_ONCE = 250;

interface Count {
  read: number;
  refused: number;
  slowestMs: number;
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
    target: { type: 'string', default: '' },
  },
});
const deadline = performance.now() + Number(values.minutes) * 60_000;
const counts = new Map<string, Count>();
const readers = fuzzedReaders((name, end, ms) => {
  const count = counts.get(name) ?? { read: 0, refused: 0, slowestMs: 0 };
  count[end] += 1;
  count.slowestMs = Math.max(count.slowestMs, ms);
  counts.set(name, count);
}).filter(({ name }) => name.includes(values.target));

let peakMiB = 0;
let seed = Number(values.seed);
process.stdout.write(`seed ${seed}, ${values.minutes} minutes, ${readers.length} readers\n`);
for (let fault: string | null = null; fault === null && performance.now() < deadline; seed += 1) {
  for (const reader of readers) fault ??= await faultOf(reader);
  if (fault !== null) {
    process.stdout.write(`${fault}\n`);
    process.exitCode = 1;
  }
}
for (const [name, { read, refused, slowestMs }] of counts) {
  process.stdout.write(`${name.padEnd(22)} ${String(read).padStart(9)} read ${String(refused).padStart(9)} refused   slowest ${slowestMs.toFixed(1)} ms\n`);
}
process.stdout.write(`most memory held: ${Math.round(peakMiB)} MiB\n`);

async function faultOf({ name, run }: Fuzzed): Promise<string | null> {
  const leftMs = deadline - performance.now();
  if (leftMs <= 0) return null;
  const { fault } = await run({ numRuns: RUNS_AT_ONCE, seed, interruptAfterTimeLimit: leftMs });
  peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 2 ** 20);
  if (fault) return `${name}, seed ${fault.seed}: ${inspect(fault.input, { maxStringLength: 10_000 })}\n${inspect(fault.error)}`;
  const slowestMs = counts.get(name)?.slowestMs ?? 0;
  if (slowestMs > SLOWEST_MS) return `${name}, seed ${seed}: an input took ${Math.round(slowestMs)} ms`;
  return peakMiB > MAX_MIB ? `${name}, seed ${seed}: the process holds ${Math.round(peakMiB)} MiB` : null;
}
