import { randomUUID } from 'node:crypto';
import { trace } from '@opentelemetry/api';
import { ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';
import { expect, test } from 'vitest';
import { spanIdOfRun, traceIdOfRun } from '../../src/contract/trace.ts';
import { createRunSpans } from '../../src/tracing/run-spans.ts';
import { tracerInMemory } from './support.ts';

/** Of the clock: OpenTelemetry takes small numbers for times since the process began. */
const START_S = 1_795_000_000;

const run = (runId: string) => ({ workflowId: 'abc', workflowType: 'processSubmission', runId });
const ended = (traceparent: string | null, end: string | null = null) => ({ traceparent, startMs: START_S * 1_000, endMs: START_S * 1_000 + 1_000, end });

test('a run is the child of its start, and its own times are kept', () => {
  const { tracer, ids, spans } = tracerInMemory();
  const runId = randomUUID();
  createRunSpans(tracer, ids).record(run(runId), ended(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`));
  expect(spans()).toMatchObject([
    { name: 'RunWorkflow:processSubmission', startTime: [START_S, 0], endTime: [START_S + 1, 0], parentSpanContext: { spanId: 'b'.repeat(16) } },
  ]);
  expect(spans()[0]!.spanContext()).toMatchObject({ traceId: 'a'.repeat(32), spanId: spanIdOfRun(runId) });
});

test('ids are chosen for the span of a run alone', () => {
  const { tracer, ids, spans } = tracerInMemory();
  const runId = randomUUID();
  createRunSpans(tracer, ids).record(run(runId), ended(null));
  tracer.startSpan('next').end();
  const [first, next] = spans().map((span) => span.spanContext());
  expect(first).toMatchObject({ traceId: traceIdOfRun(runId), spanId: spanIdOfRun(runId) });
  expect(next!.traceId).not.toBe(first!.traceId);
  expect(next!.spanId).not.toBe(first!.spanId);
});

test('workers that take a part of all traces take the same runs, whole', () => {
  const half = () => tracerInMemory(new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.5) }));
  const [one, other] = [half(), half()];
  const runIds = Array.from({ length: 200 }, () => randomUUID());
  for (const runId of runIds) createRunSpans(one.tracer, one.ids).record(run(runId), ended(null));
  const parents = createRunSpans(other.tracer, other.ids);
  for (const runId of runIds) other.tracer.startSpan('activity', {}, parents.untracedParent(runId)).end();
  const recorded = one.spans().map((span) => span.spanContext().traceId);
  expect(other.spans().map((span) => span.spanContext().traceId)).toEqual(recorded);
  expect(other.spans().map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(one.spans().map((span) => span.spanContext().spanId));
  expect(recorded.length).toBeGreaterThan(50);
  expect(recorded.length).toBeLessThan(150);
});

test('the parent of activities can be asked for without leaving a span', () => {
  const { tracer, ids, spans } = tracerInMemory();
  const runId = randomUUID();
  expect(trace.getSpanContext(createRunSpans(tracer, ids).untracedParent(runId))).toMatchObject({ spanId: spanIdOfRun(runId), traceFlags: 1 });
  expect(spans()).toEqual([]);
});
