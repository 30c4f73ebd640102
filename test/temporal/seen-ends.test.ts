import { MockActivityEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { RecordEndInput } from '../../src/contract/steps.ts';
import { activityInterceptors } from '../../src/temporal/activity-interceptors.ts';
import { createStepMetrics, measureSteps } from '../../src/temporal/measure-steps.ts';
import { CONTOURED, RENDERED } from '../support/submission-input.ts';

const FAILED: RecordEndInput = { submissionId: 'one', runId: 'run', status: 'failed', failure: { code: 'NoFace', detail: 'No face.', step: 'decode' } };

/** What a try of an activity leaves in the log and in the metrics. */
async function seen(activityType: string, output: object, input: object = {}) {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const registry = new Registry();
  const interceptors = activityInterceptors({ log, tracing: null }, measureSteps(createStepMetrics(registry)));
  const environment = new MockActivityEnvironment(
    { activityType, workflowType: 'processSubmission', workflowExecution: { workflowId: 'one', runId: 'run' } },
    { interceptors: [...interceptors] },
  );
  await environment.run(async () => output, input);
  const text = await registry.metrics();
  return { lines: lines.map((line) => JSON.parse(line)), ended: text.match(/^frontal_submissions_ended_total.* [1-9]\d*$/gm) ?? [] };
}

test.each([
  ['a render that found its own end, or a submission that was erased', 'render', { ...RENDERED, webhook: true, ended: false }],
  ['a recordEnd that found another end', 'recordEnd', { webhook: true, ended: false }],
  ['a step that ends nothing', 'contour', CONTOURED],
])('%s is no end of a submission', async (_what, activityType, output) => {
  expect(await seen(activityType, output, FAILED)).toEqual({ lines: [], ended: [] });
});

test('a try that ends a submission is logged and counted', async () => {
  expect(await seen('render', { ...RENDERED, webhook: false, ended: true })).toEqual({
    lines: [expect.objectContaining({ msg: 'submission ended', id: 'one', runId: 'run', status: 'done' })],
    ended: ['frontal_submissions_ended_total{status="done"} 1'],
  });
  expect(await seen('recordEnd', { webhook: false, ended: true }, FAILED)).toEqual({
    lines: [expect.objectContaining({ msg: 'submission ended', id: 'one', status: 'failed', code: 'NoFace' })],
    ended: ['frontal_submissions_ended_total{status="failed"} 1'],
  });
});
