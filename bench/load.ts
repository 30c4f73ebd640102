import { parseArgs } from 'node:util';
import { readCase } from '../src/cli/case.ts';
import { ACTIVITY_PLACEMENTS, WORKFLOW_TYPE } from '../src/contract/run.ts';
import { createTemporalClient } from '../src/temporal/connection.ts';
import { startBenchService, type BenchService } from './bench-service.ts';
import { distinctCase } from './distinct.ts';
import { flood, offerSteadily, type Ends } from './load/offer.ts';
import { reportCpu, reportLatencies, reportMemory, reportQueues } from './load/report.ts';
import { smallCase } from './load/small-case.ts';
import { watchMemory } from './load/watch-memory.ts';
import { sampleTree } from './process-tree.ts';

/**
 * `npm run bench:load`: many submissions through one machine's service, and whether any is lost. See docs/load.md. Ends
 * with 1 where a submission was lost, a refusal was no 503 with Retry-After, or memory grew beyond its bound.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string', default: 'fixtures/astronaut' },
    small: { type: 'boolean', default: false },
    count: { type: 'string', default: '200' },
    equal: { type: 'string', default: '50' },
    'in-flight': { type: 'string', default: '16' },
    'delay-ms': { type: 'string', default: '0' },
    minutes: { type: 'string', default: '10' },
    overload: { type: 'boolean', default: false },
    'max-pending': { type: 'string', default: '100' },
    'growth-mib': { type: 'string', default: '200' },
    placement: { type: 'string', default: 'task-queue' },
  },
});
const between = (text: string, least: number, most: number) => Math.min(most, Math.max(least, Number(text) || 0));
const placement = ACTIVITY_PLACEMENTS.find((name) => name === values.placement) ?? 'task-queue';
const count = between(values.count, 1, 100_000);
const equal = Math.min(count, between(values.equal, 0, 100_000));
const inFlight = between(values['in-flight'], 1, 500);
const delayMs = between(values['delay-ms'], 0, 60_000);
const growthMiB = between(values['growth-mib'], 1, 100_000);
const until = AbortSignal.timeout(between(values.minutes, 0.1, 60) * 60_000);
const given = values.small ? smallCase() : await readCase(values.case);
const print = (line = '') => void process.stdout.write(`${line}\n`);
const faults: string[] = [];

/** Of `count` submissions `equal` are the same; they come among the others, not one behind the other. */
const same = distinctCase(given, 'equal');
const every = equal > 0 ? Math.max(1, Math.floor(count / equal)) : Infinity;
const isEqual = (n: number) => n % every === 0 && n / every < equal;
const caseOf = (n: number) => (isEqual(n) ? same : distinctCase(given, `load ${n}`));

print(`${values.small ? 'a synthetic case of 48 x 48 pixels' : values.case}, steps ${placement}, delay_ms ${delayMs}, Node ${process.version}`);
const service = await startBenchService(print, { ACTIVITY_PLACEMENT: placement, MAX_PENDING: values.overload ? values['max-pending'] : '100000' });
try {
  const warmUp = { client: service.client, caseOf: (n: number) => distinctCase(given, `warm-up ${n}`), count: 20, delayMs: 0, until };
  await offerSteadily(warmUp, 4);
  await (values.overload ? overload(service) : steady(service));
} finally {
  await service.stop();
}
for (const fault of faults) print(`FAULT: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function steady({ client, pid }: BenchService): Promise<void> {
  const [before, memory, started] = [sampleTree(pid), watchMemory(pid), performance.now()];
  const { ends, sent } = await offerSteadily({ client, caseOf, count, delayMs, until }, inFlight);
  const seconds = (performance.now() - started) / 1000;
  const equals = Array.from({ length: sent }, (_, n) => n).filter(isEqual).length;
  print(`\n${sent} sent, ${equals} of them equal, ${inFlight} in flight: ${(sent / seconds).toFixed(1)} a second, ${seconds.toFixed(0)} s`);
  await account(ends, sent - Math.max(0, equals - 1));
  await figures(ends, before, memory, sent);
}

async function overload({ client, pid }: BenchService): Promise<void> {
  const offer = { client, delayMs, until };
  const began = performance.now();
  const probe = await offerSteadily({ ...offer, caseOf: (n) => distinctCase(given, `probe ${n}`), count: 60 }, inFlight);
  const carries = probe.sent / ((performance.now() - began) / 1000);
  print(`\n${inFlight} in flight: ${carries.toFixed(1)} a second. Now ${count} at four times that, MAX_PENDING ${values['max-pending']}`);

  const [before, memory] = [sampleTree(pid), watchMemory(pid)];
  const { accepted, shed, strange } = await flood({ ...offer, caseOf, count }, 4 * carries);
  print(`accepted ${accepted.length}, shed by 503 with Retry-After ${shed}, refused otherwise ${strange.length}`);
  for (const message of strange.slice(0, 5)) faults.push(`refused otherwise: ${message}`);
  if (shed === 0) faults.push('nothing was shed: this was no overload');
  const ends: Ends = new Map();
  for (const { id, end } of accepted) ends.set(id, await end);
  await account(ends, new Set(accepted.map(({ id }) => id)).size);
  await figures(ends, before, memory, ends.size);
}

/** Every id that was accepted is done, and each has had one run. */
async function account(ends: Ends, expected: number): Promise<void> {
  const lost = [...ends].filter(([, { status }]) => status !== 'done');
  const temporal = createTemporalClient({ address: service.temporalAddress, namespace: 'default' });
  let runs = 0;
  for await (const { workflowId } of temporal.workflow.list({ query: `WorkflowType="${WORKFLOW_TYPE}"`, pageSize: 1000 })) runs += ends.has(workflowId) ? 1 : 0;
  await temporal.connection.close();
  print(`ids ${ends.size}, done ${ends.size - lost.length}, lost ${lost.length}, runs ${runs}`);
  if (lost.length > 0) faults.push(`not done: ${lost.slice(0, 5).map(([id, { status }]) => `${id} ${status}`).join(', ')}`);
  if (ends.size !== expected) faults.push(`${expected} ids were expected`);
  if (runs !== ends.size) faults.push('ids and runs differ in number');
}

async function figures(ends: Ends, before: ReturnType<typeof sampleTree>, memory: ReturnType<typeof watchMemory>, submissions: number): Promise<void> {
  const measured = memory.end();
  print();
  reportLatencies(ends, print);
  print();
  reportQueues(await (await fetch(`${service.url}/metrics`)).text(), print);
  print();
  reportCpu(service.pid, before, submissions, print);
  reportMemory(measured, print);
  const { last, warm } = measured.get('Frontal') ?? { last: 0, warm: 0 };
  print(`Frontal has grown by ${(last - warm).toFixed(0)} MiB since the first third; ${growthMiB} are allowed`);
  if (last - warm > growthMiB) faults.push(`memory grew by ${(last - warm).toFixed(0)} MiB`);
}
