import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { spanIdOfRun, traceIdOfRun } from '../../src/contract/trace.ts';
import { startCollector, type CollectedSpan, type Collector } from '../support/collector.ts';
import { payloadsOf } from '../support/payloads.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import type { TestProcess } from '../support/service.ts';
import { ended, useSystem } from '../support/system.ts';
import { startReceiver } from '../webhooks/support/receiver.ts';

const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;
const STEPS = ['decode', 'rotate', 'contour', 'render'].map((step) => `RunActivity:${step}`);
const SUBMIT = 'POST /api/v1/frontal/crop/submit';
const OF_A_SUBMISSION = [SUBMIT, 'StartWorkflow:processSubmission', 'RunWorkflow:processSubmission'];

const system = useSystem();
let env: Record<string, string>;
let collector: Collector;
let api: { service: Service; url: string; process: TestProcess };
let worker: TestProcess;
beforeAll(async () => {
  collector = await startCollector();
  env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    LOG_LEVEL: 'debug',
    WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    WEBHOOK_ALLOW_PRIVATE: 'true',
  };
  api = await system().startApi(env);
  worker = await system().startWorker(env);
});

afterAll(() => collector?.stop());

const given = async () => distinctCase(await readCase('fixtures/synth-plain'), randomUUID());

/** What a caller sends that is in the middle of a trace of its own. */
function caller() {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=private' } };
}

function named(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const [span, ...more] = spans.filter((candidate) => candidate.name === name);
  expect(more, `one ${name}`).toEqual([]);
  return span!;
}

/** The lines of a log that are about a submission, or about a run. */
function linesOf(process: TestProcess, id: string): Record<string, unknown>[] {
  const lines = process.output().split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => JSON.stringify(line).includes(id));
}

describe('one submission', () => {
  const sent = caller();
  let id: string;
  let runId: string;
  let landmarks: { x: number; y: number }[];
  let spans: readonly CollectedSpan[];
  beforeAll(async () => {
    const subject = await given();
    landmarks = subject.landmarks as { x: number; y: number }[];
    ({ id } = await api.service.submit(submitBody(subject), { ...sent.headers, 'x-request-id': 'of-the-caller', 'user-agent': 'my-browser' }));
    await ended(api.service, id);
    ({ runId } = await system().temporal.client.workflow.getHandle(id).describe());
    spans = await collector.trace(sent.traceId, [...OF_A_SUBMISSION, ...STEPS]);
  });

  test('is one trace, which continues that of the caller', async () => {
    expect((await api.service.status(id)).status).toBe('done');
    const [request, start, run] = OF_A_SUBMISSION.map((name) => named(spans, name));
    expect(request).toMatchObject({ kind: SERVER, parentSpanId: sent.spanId, service: 'frontal-api' });
    expect(start).toMatchObject({ kind: CLIENT, parentSpanId: request!.spanId, service: 'frontal-api' });
    expect(run).toMatchObject({ parentSpanId: start!.spanId, spanId: spanIdOfRun(runId), service: 'frontal-worker' });
    for (const step of STEPS) expect(named(spans, step)).toMatchObject({ parentSpanId: run!.spanId, service: 'frontal-worker' });
    expect(spans).toHaveLength(OF_A_SUBMISSION.length + STEPS.length);
    for (const { startMs, endMs } of spans) expect(endMs).toBeGreaterThanOrEqual(startMs);
    for (const { status } of spans) expect(status.code).not.toBe(ERROR);
  });

  test('says these things of itself, and no others', () => {
    const ofRun = { temporalWorkflowId: id, temporalRunId: runId, 'frontal.submission_id': id };
    expect(named(spans, SUBMIT).attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/v1/frontal/crop/submit',
      'http.response.status_code': 202,
      'url.scheme': 'http',
      'frontal.submission_id': id,
    });
    expect(named(spans, 'StartWorkflow:processSubmission').attributes).toEqual(ofRun);
    expect(named(spans, 'RunWorkflow:processSubmission').attributes).toEqual(ofRun);
    for (const step of STEPS) expect(named(spans, step).attributes).toEqual({ ...ofRun, 'frontal.attempt': 1 });
  });

  test('leaves nothing of what was sent with the collector: no picture, no landmark, no header', () => {
    const text = collector.texts().join('\n');
    expect(text).toContain(id);
    expect(text).not.toMatch(/[A-Za-z0-9+/]{100}/);
    expect(text).not.toMatch(/of-the-caller|my-browser|127\.0\.0\.1/);
    const telling = landmarks.flatMap(({ x, y }) => [x, y]).filter((value) => !Number.isInteger(value));
    expect(telling.length).toBeGreaterThan(5);
    for (const value of telling) expect(text).not.toContain(String(value));
  });

  test('leaves the ids of the trace in the history, and nothing else that the caller wrote', async () => {
    const { events } = await system().temporal.client.workflow.getHandle(id).fetchHistory();
    const headers = events!.flatMap(({ workflowExecutionStartedEventAttributes: started, activityTaskScheduledEventAttributes: scheduled }) =>
      [started?.header?.fields, scheduled?.header?.fields].flatMap((fields) => (fields ? [fields] : [])),
    );
    expect(headers).toHaveLength(1 + STEPS.length);
    for (const fields of headers) {
      expect(Object.keys(fields)).toEqual(['_tracer-data']);
      expect(JSON.parse(Buffer.from(fields['_tracer-data']!.data!).toString('utf8'))).toEqual({
        traceparent: expect.stringMatching(new RegExp(`^00-${sent.traceId}-[0-9a-f]{16}-01$`)),
      });
    }
    expect(payloadsOf({ events: events! }).join('\n')).not.toContain('private');
  });

  test('is told by log lines that carry its id, its run and its trace', async () => {
    const ofWorker = () => linesOf(worker, id).map(({ msg, activity }) => [msg, activity]);
    await expect.poll(ofWorker).toEqual([
      ['activity done', 'decode'],
      ['activity done', expect.stringMatching(/rotate|contour/)],
      ['activity done', expect.stringMatching(/rotate|contour/)],
      ['submission ended', 'render'],
    ]);
    for (const line of linesOf(worker, id)) {
      const span = spans.find(({ spanId }) => spanId === line['span_id']);
      expect(line).toMatchObject({ id, runId, trace_id: sent.traceId });
      expect(span?.name).toBe(`RunActivity:${String(line['activity'])}`);
    }
    const ofApi = linesOf(api.process, id);
    expect(ofApi.find(({ msg }) => msg === 'submission started')).toMatchObject({ id, runId, trace_id: sent.traceId });
    expect(ofApi.find(({ path }) => path === '/api/v1/frontal/crop/submit')).toMatchObject({ id, requestId: 'of-the-caller', trace_id: sent.traceId });
    for (const line of ofApi) expect(line).toMatchObject({ id, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/), span_id: expect.any(String) });
  });
});

test('a submission that fails marks its spans by the code', async () => {
  const sent = caller();
  const { portrait, ...rest } = await given();
  const { id } = await api.service.submit(submitBody({ ...rest, portrait: portrait.subarray(0, portrait.length / 2) }), sent.headers);
  const { status, error } = await ended(api.service, id);
  expect(status).toBe('failed');
  const spans = await collector.trace(sent.traceId, [...OF_A_SUBMISSION, 'RunActivity:decode', 'RunActivity:recordEnd']);
  for (const name of ['RunActivity:decode', 'RunWorkflow:processSubmission']) {
    const span = named(spans, name);
    expect(span.status).toEqual({ code: ERROR, message: error!.code });
    expect(span.attributes['error.type']).toBe(error!.code);
  }
  expect(named(spans, 'RunActivity:recordEnd').status.code).not.toBe(ERROR);
  expect(named(spans, SUBMIT).status.code).not.toBe(ERROR);
  const end = () => linesOf(worker, id).find(({ msg }) => msg === 'submission ended');
  await expect.poll(end).toMatchObject({ status: 'failed', code: error!.code, trace_id: sent.traceId });
  // The SDK's own line about the run.
  const { runId } = await system().temporal.client.workflow.getHandle(id).describe();
  const ofRun = () => linesOf(worker, runId).find(({ msg }) => msg === 'Workflow failed');
  await expect.poll(ofRun).toMatchObject({ id, runId, trace_id: sent.traceId });
});

test('a try that fails is a span by itself, and the line that the SDK logs of it has the same ids', async () => {
  const sent = caller();
  await failNextWrite();
  const { id } = await api.service.submit(submitBody(await given()), sent.headers);
  expect((await ended(api.service, id)).status).toBe('done');
  const failed = () => linesOf(worker, id).filter(({ msg }) => msg === 'Activity failed');
  await expect.poll(failed).not.toEqual([]);

  const { runId } = await system().temporal.client.workflow.getHandle(id).describe();
  const spans = await collector.trace(sent.traceId, [...OF_A_SUBMISSION, ...STEPS]);
  for (const line of failed()) {
    expect(line).toMatchObject({ id, runId, trace_id: sent.traceId, err: { message: expect.any(String) } });
    const span = spans.find(({ spanId }) => spanId === line['span_id']);
    expect(span).toMatchObject({ name: 'RunActivity:decode', status: { code: ERROR }, attributes: { 'frontal.attempt': line['attempt'] } });
    expect(JSON.stringify(span)).not.toContain('step_output');
  }
});

/** Has the database refuse a step's output, once. */
async function failNextWrite(): Promise<void> {
  await system().database.query(`
    CREATE SEQUENCE writes;
    CREATE FUNCTION fail_first() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('writes') = 1 THEN RAISE EXCEPTION 'step_output is away'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fail_first BEFORE INSERT ON step_output FOR EACH ROW EXECUTE FUNCTION fail_first()`);
}

test('a submission that was cancelled is no error', async () => {
  const sent = caller();
  const { id } = await api.service.submit(submitBody(await given(), { delay_ms: 60_000 }), sent.headers);
  await fetch(`${api.url}/api/v1/submissions/${id}/cancel`, { method: 'POST' });
  expect((await ended(api.service, id)).status).toBe('cancelled');
  const run = named(await collector.trace(sent.traceId, OF_A_SUBMISSION), 'RunWorkflow:processSubmission');
  expect(run.attributes['frontal.end']).toBe('cancelled');
  expect(run.status.code).not.toBe(ERROR);
});

test('local steps and the delivery of a webhook are in the trace of their submission', async () => {
  const sent = caller();
  const receiver = await startReceiver();
  const local = await system().startApi({ ...env, ACTIVITY_PLACEMENT: 'local' });
  await local.service.submit(submitBody(await given(), { webhook: { url: receiver.url } }), sent.headers);
  const delivery = ['RunWorkflow:deliverWebhook', 'RunActivity:deliverWebhook'];
  const spans = await collector.trace(sent.traceId, [...OF_A_SUBMISSION, ...STEPS, ...delivery]);
  const run = named(spans, 'RunWorkflow:processSubmission');
  for (const step of STEPS) expect(named(spans, step).parentSpanId).toBe(run.spanId);
  const [told, tried] = delivery.map((name) => named(spans, name));
  expect(told!.parentSpanId).toBe(run.spanId);
  expect(tried).toMatchObject({ parentSpanId: told!.spanId, attributes: { 'frontal.submission_id': run.attributes['frontal.submission_id'] } });
});

test('a run that nobody traced the start of is a trace of its own, by the id of the run', async () => {
  await system().temporal.client.schedule.getHandle(HOUSEKEEPING_ID).trigger();
  const ofHousekeeping = () => collector.spans().find(({ name }) => name === 'RunWorkflow:housekeeping');
  await expect.poll(ofHousekeeping).toBeDefined();
  const run = ofHousekeeping()!;
  expect(run.parentSpanId).toBe('');
  const runId = String(run.attributes['temporalRunId']);
  expect([run.traceId, run.spanId]).toEqual([traceIdOfRun(runId), spanIdOfRun(runId)]);
  const batches = await collector.trace(run.traceId, ['RunActivity:lookAfterPending', 'RunActivity:eraseExpired', 'RunActivity:sweepOrphans']);
  for (const { parentSpanId } of batches.filter(({ name }) => name.startsWith('RunActivity:'))) expect(parentSpanId).toBe(run.spanId);
});

test('probes and scrapes are not traced', async () => {
  const sent = caller();
  for (const path of ['/health/live', '/health/ready', '/metrics', '/api/v1/submissions']) await fetch(`${api.url}${path}`, sent);
  const spans = await collector.trace(sent.traceId, ['GET /api/v1/submissions']);
  expect(spans).toHaveLength(1);
});

test('a caller who does not sample is not sampled', async () => {
  const sent = caller();
  const { id } = await api.service.submit(submitBody(await given()), { traceparent: `00-${sent.traceId}-${sent.spanId}-00` });
  expect((await ended(api.service, id)).status).toBe('done');
  const line = () => linesOf(worker, id).find(({ msg }) => msg === 'submission ended');
  await expect.poll(line).toMatchObject({ trace_id: sent.traceId });
  // What either process had to send by then is sent before what a later submission leaves.
  const later = caller();
  await api.service.submit(submitBody(await given()), later.headers);
  await collector.trace(later.traceId, [...OF_A_SUBMISSION, ...STEPS]);
  expect(collector.spans().filter(({ traceId }) => traceId === sent.traceId)).toEqual([]);
});
