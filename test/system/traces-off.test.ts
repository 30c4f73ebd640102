import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { freePort } from '../../src/embedded/port.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { submitBody } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem, type TestSystem } from '../support/system.ts';

const system = useSystem();

const given = async (options?: object) => submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()), options);

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

/** Has each run stay at its first step, which is tried again and again, until what this answers with is called. */
async function keepAtFirstStep(): Promise<() => Promise<unknown>> {
  const { database } = system();
  await database.query(`
    CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON step_output FOR EACH ROW EXECUTE FUNCTION refuse()`);
  return () => database.query('DROP TRIGGER refuse ON step_output');
}

// Each begins with the processes that the one before it has left.
describe('one process after the other', { shuffle: false }, () => {
  let collector: Collector;
  let api: Awaited<ReturnType<TestSystem['startApi']>>;
  let worker: TestProcess;
  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector?.stop());

  /** A run that the present worker begins and the next one ends. */
  async function handOver(next: Record<string, string>): Promise<void> {
    const goOn = await keepAtFirstStep();
    const { id } = await api.service.submit(await given());
    const run = system().temporal.client.workflow.getHandle(id);
    const begins = async () => (await run.fetchHistory()).events!.some(({ workflowTaskCompletedEventAttributes: completed }) => Boolean(completed));
    await expect.poll(begins).toBe(true);
    await worker.stop();
    worker = await system().startWorker(next);
    await goOn();
    expect((await ended(api.service, id)).status).toBe('done');
    await run.result();
    const { events } = await run.fetchHistory();
    const workers = events!.flatMap(({ workflowTaskCompletedEventAttributes: completed }) => completed?.identity ?? []);
    expect(new Set(workers).size).toBe(2);
  }

  test('without an endpoint neither process has anything of the SDK in memory, and no history a header', async () => {
    const env = { ...telling, LOG_LEVEL: 'info' };
    const untraced = await system().startApi(env);
    worker = await system().startWorker(env);
    const { id } = await untraced.service.submit(await given());
    expect((await ended(untraced.service, id)).status).toBe('done');
    expect(await packagesIn(untraced.process)).toEqual([]);
    expect(await packagesIn(worker)).toEqual([]);
    expect(untraced.process.output() + worker.output()).not.toMatch(/trace_id|Traces/);
    const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
    const fields = events!.map(({ activityTaskScheduledEventAttributes: scheduled }) => Object.keys(scheduled?.header?.fields ?? {}));
    expect(fields.flat()).toEqual([]);

    // The line about its end has the ids all the same.
    const { runId } = await system().temporal.client.workflow.getHandle(id).describe();
    expect(await worker.says(/"submission ended"/)).toMatch(new RegExp(`"id":"${id}","runId":"${runId}".*"submission ended"`));
    expect(untraced.process.output()).toMatch(new RegExp(`"id":"${id}","runId":"${runId}".*"submission started"`));
    await untraced.process.stop();
  });

  test('a run may begin with a worker that does not trace and end with one that does; with an endpoint both processes have the SDK', async () => {
    const endpoint = { ...telling, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    // Nothing is sent before it stops.
    api = await system().startApi({ ...endpoint, OTEL_BSP_SCHEDULE_DELAY: '600000' });
    await handOver({ ...endpoint, OTEL_BSP_SCHEDULE_DELAY: '50' });
    expect(await packagesIn(api.process)).toContain('sdk-trace-base');
    expect(await packagesIn(worker)).toContain('exporter-trace-otlp-http');
  });

  test('and the other way round', async () => {
    await handOver({});
    const ran = () => collector.spans().filter(({ name }) => name === 'RunWorkflow:processSubmission');
    await expect.poll(ran).toHaveLength(1);
  });

  test('what was done last is sent before a process stops', async () => {
    const ofApi = () => collector.spans().filter(({ service }) => service === 'frontal-api').map(({ name }) => name);
    await fetch(`${api.url}/api/v1/submissions`);
    expect(ofApi()).toEqual([]);
    expect(await api.process.stop()).toBe(0);
    expect(ofApi().at(-1)).toBe('GET /api/v1/submissions');
    await worker.stop();
  });
});

test('a collector that is away costs nothing but its traces, and one line; one that never answers does not hold up a process that stops', async () => {
  const [port, tenMinutes] = [await freePort(), '600000'];
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: tenMinutes, OTEL_BSP_EXPORT_TIMEOUT: tenMinutes, LOG_LEVEL: 'info' };
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  const process = async () => {
    const { id } = await api.service.submit(await given());
    expect((await ended(api.service, id)).status).toBe('done');
  };
  for (let i = 0; i < 3; i += 1) await process();
  for (const one of [api.process, worker]) await one.says(/traces cannot be sent/);

  const silent = await startCollector(() => {}, port);
  onTestFinished(() => silent.stop());
  await process();
  await expect.poll(() => silent.texts().length).toBeGreaterThan(1);
  for (const one of [api.process, worker]) {
    expect(await one.stop()).toBe(0);
    expect(one.output().match(/traces cannot be sent/g)).toHaveLength(1);
  }
});
