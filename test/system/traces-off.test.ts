import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { freePort } from '../../src/embedded/port.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { submitBody } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem } from '../support/system.ts';

const system = useSystem();

const given = async (options?: object) => submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()), options);

/** For one test. */
async function collecting(answer?: Parameters<typeof startCollector>[0]): Promise<Collector> {
  const collector = await startCollector(answer);
  onTestFinished(() => collector.stop());
  return collector;
}

/** Loaded before a process: tells at a signal which packages of OpenTelemetry it has in memory. The API alone is prom-client's. */
const TELLING = `
  import { createRequire } from 'node:module';
  process.on('SIGUSR2', () => {
    const paths = Object.keys(createRequire(process.cwd() + '/x.js').cache);
    const names = paths.flatMap((path) => /@opentelemetry\\/([^/]+)/.exec(path)?.[1] ?? []);
    process.stdout.write('in memory: ' + [...new Set(names)].filter((name) => name !== 'api').join(' ') + ' of ' + paths.length + '\\n');
  });`;
const telling = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELLING)}` };

async function packagesIn(process: TestProcess): Promise<string[]> {
  process.child.kill('SIGUSR2');
  const [, names] = /^in memory: (.*) of \d\d+$/m.exec(await process.says(/^in memory: .* of \d\d+$/m))!;
  return names!.split(' ').filter(Boolean);
}

test('without an endpoint neither process has anything of the SDK in memory, and no history a header', async () => {
  const api = await system().startApi({ ...telling, LOG_LEVEL: 'info' });
  const worker = await system().startWorker({ ...telling, LOG_LEVEL: 'info' });
  const { id } = await api.service.submit(await given());
  expect((await ended(api.service, id)).status).toBe('done');
  expect(await packagesIn(api.process)).toEqual([]);
  expect(await packagesIn(worker)).toEqual([]);
  expect(api.process.output() + worker.output()).not.toMatch(/trace_id|Traces/);
  const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
  const fields = events!.map(({ activityTaskScheduledEventAttributes: scheduled }) => Object.keys(scheduled?.header?.fields ?? {}));
  expect(fields.flat()).toEqual([]);

  // The line about its end has the ids all the same.
  const { runId } = await system().temporal.client.workflow.getHandle(id).describe();
  expect(worker.output()).toMatch(new RegExp(`"id":"${id}","runId":"${runId}".*"submission ended"`));
  expect(api.process.output()).toMatch(new RegExp(`"id":"${id}","runId":"${runId}".*"submission started"`));
  await api.process.stop();
  await worker.stop();
});

test('with an endpoint both have', async () => {
  const { url } = await collecting();
  const env = { ...telling, OTEL_EXPORTER_OTLP_ENDPOINT: url };
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  expect(await packagesIn(api.process)).toContain('sdk-trace-base');
  expect(await packagesIn(worker)).toContain('exporter-trace-otlp-http');
  await api.process.stop();
  await worker.stop();
});

test('a run may begin with a worker that traces and end with one that does not, and the other way round', async () => {
  const { url, spans } = await collecting();
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '50' };
  const api = await system().startApi(traced);
  for (const [first, second] of [[traced, {}], [{}, traced]]) {
    const before = await system().startWorker(first);
    const { id } = await api.service.submit(await given({ delay_ms: 4_000 }));
    const run = system().temporal.client.workflow.getHandle(id);
    const waits = async () => (await run.fetchHistory()).events!.some(({ timerStartedEventAttributes: timer }) => Boolean(timer));
    await expect.poll(waits, { timeout: 10_000 }).toBe(true);
    await before.stop();
    const after = await system().startWorker(second);
    expect((await ended(api.service, id)).status).toBe('done');
    await run.result();
    await after.stop();
    const { events } = await run.fetchHistory();
    const workers = events!.flatMap(({ workflowTaskCompletedEventAttributes: completed }) => completed?.identity ?? []);
    expect(new Set(workers).size).toBe(2);
  }
  const ran = () => spans().filter(({ name }) => name === 'RunWorkflow:processSubmission');
  await expect.poll(ran).toHaveLength(1);
});

test('a collector that is away costs nothing but its traces, and one line', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`, OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: '100', LOG_LEVEL: 'info' };
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  for (let i = 0; i < 3; i += 1) {
    const { id } = await api.service.submit(await given());
    expect((await ended(api.service, id)).status).toBe('done');
  }
  for (const process of [api.process, worker]) {
    await process.says(/traces cannot be sent/);
    expect(await process.stop()).toBe(0);
    expect(process.output().match(/traces cannot be sent/g)).toHaveLength(1);
  }
});

test('a collector that takes traces and never answers does not hold up a process that stops', async () => {
  const { url, texts } = await collecting(() => {});
  const tenMinutes = '600000';
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: tenMinutes, OTEL_BSP_EXPORT_TIMEOUT: tenMinutes };
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  const { id } = await api.service.submit(await given());
  expect((await ended(api.service, id)).status).toBe('done');
  await expect.poll(() => texts().length, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(await api.process.stop()).toBe(0);
  expect(await worker.stop()).toBe(0);
});

test('what was done last is sent before a process stops', async () => {
  const { url, spans } = await collecting();
  const api = await system().startApi({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '600000' });
  await fetch(`${api.url}/api/v1/submissions`);
  expect(await api.process.stop()).toBe(0);
  expect(spans().map(({ name }) => name)).toEqual(['GET /api/v1/submissions']);
});
