import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, test } from 'vitest';
import type { Activities, HousekeepingActivities } from '../../activities/index.ts';
import { deliveryWorkflowId, WEBHOOK_TASK_QUEUE } from '../../src/contract/delivery.ts';
import { HOUSEKEEPING_TASK_QUEUE, HOUSEKEEPING_WORKFLOW_TYPE } from '../../src/contract/housekeeping.ts';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../../src/contract/steps.ts';
import { withTrace } from '../../workflows/trace-header.ts';
import { decodeOutput, RENDERED, ROTATED, workflowInput } from '../support/submission-input.ts';
import { answeringSteps, badInput } from '../support/workflow-runs.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

/**
 * `npm run histories` records the histories of this version of the workflows anew, for the tests that replay them. Only
 * where no version of before has to replay any more: else one records beside those that are there.
 */
const VERSION = '1';
const FOLDER = new URL('../../fixtures/histories/', import.meta.url);

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

const refuse = async () => Promise.reject(badInput('invalid_image'));

interface Scenario {
  readonly activities?: Activities;
  readonly input?: Partial<ProcessSubmissionInput>;
  readonly bundle?: string;
  readonly trace?: string;
  /** Before a worker is up. */
  readonly before?: () => Promise<void>;
  /** Once it has been started. */
  readonly meanwhile?: (id: string) => Promise<unknown>;
}

/** Runs a submission to its end, whatever that is, and answers with its id. */
async function runSubmission({ activities = answeringSteps(), input, bundle = '#workflow-bundle', trace, before, meanwhile }: Scenario): Promise<string> {
  const { native: connection, client } = temporal;
  const id = randomUUID();
  const interceptors = { workflow: [{ start: (call: StartCall, next: (call: StartCall) => Promise<string>) => next({ ...call, headers: withTrace(call.headers, trace ?? null) }) }] };
  const tracing = new Client({ connection: client.connection, namespace: client.options.namespace, interceptors });
  await tracing.workflow.start(WORKFLOW_TYPE, {
    args: [{ ...workflowInput(id), ...input }],
    taskQueue: TASK_QUEUE,
    workflowId: id,
    ...(before && { workflowTaskTimeout: '1 second' }),
  });
  await before?.();
  const sinks = { traces: { ended: { fn: () => {}, callDuringReplay: false } } };
  const workflowBundle = { codePath: fileURLToPath(import.meta.resolve(bundle)) };
  const worker = await Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle, activities, sinks });
  const deliverWebhook = async () => ({ delivered: true, retryInMs: null });
  const deliveries = await Worker.create({ connection, taskQueue: WEBHOOK_TASK_QUEUE, activities: { deliverWebhook } });
  await deliveries.runUntil(() =>
    worker.runUntil(async () => {
      await meanwhile?.(id);
      await client.workflow.result(id).catch(() => {});
      await client.workflow.result(deliveryWorkflowId(id)).catch(() => {});
    }),
  );
  return id;
}

type StartCall = Parameters<NonNullable<import('@temporalio/client').WorkflowClientInterceptor['start']>>[0];

async function write(name: string, workflowId: string): Promise<void> {
  const history = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
  writeFileSync(new URL(`${VERSION}-${name}.json`, FOLDER), `${JSON.stringify(JSON.parse(historyToJSON(history)), withoutMachine, 2)}\n`);
}

/** Stack traces and workers' names say where it was recorded. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  return key === 'identity' && typeof value === 'string' && value.includes('@') ? 'worker' : value;
}

/** Takes the first task and never answers: what a worker leaves that dies in it. */
async function loseFirstTask(): Promise<void> {
  const { workflowService, options: { namespace } } = temporal.client;
  const poll = () => workflowService.pollWorkflowTaskQueue({ namespace, taskQueue: { name: TASK_QUEUE }, identity: 'lost' });
  await temporal.client.withDeadline(Date.now() + 60_000, poll);
}

const remembered = decodeOutput();
remembered.rotate.remembered = { ...ROTATED, ms: 0 };
const find = { landmarks: true, label_map: true, face: 0, least_score: 0.5, finder: '1' };
const seeking = { options: { ...workflowInput('').options, find } };
const noFace = async () => Promise.reject(ApplicationFailure.nonRetryable('No face was found in the portrait.', 'no_face_found'));
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const told = answeringSteps({ render: async () => ({ ...RENDERED, webhook: true }) });
let release: () => void = () => {};
const held = new Promise<void>((resolve) => (release = resolve));

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  done: {},
  failed: { activities: answeringSteps({ decode: refuse }) },
  cancelled: {
    activities: answeringSteps({ decode: async () => (await held, decodeOutput()) }),
    async meanwhile(id) {
      await temporal.client.workflow.getHandle(id).cancel();
      await temporal.client.workflow.result(id).catch(() => {});
      release();
    },
  },
  found: { input: seeking },
  'found-none': { input: seeking, activities: answeringSteps({ find: noFace }) },
  'found-local': { input: { ...seeking, placement: 'local' } },
  remembered: { activities: answeringSteps({ decode: async () => remembered }) },
  local: { input: { placement: 'local' } },
  'local-delayed': { input: { placement: 'local', delayMs: 1 } },
  'local-failed': { input: { placement: 'local' }, activities: answeringSteps({ decode: refuse }) },
  'local-lost': { input: { placement: 'local' }, before: loseFirstTask },
  traced: { bundle: '#traced-workflow-bundle', trace: TRACE },
  'traced-local': { bundle: '#traced-workflow-bundle', trace: TRACE, input: { placement: 'local' }, activities: told },
};

test.each(Object.entries(SCENARIOS))('%s', async (name, scenario) => write(name, await runSubmission(scenario)));

test('webhook, and its delivery', async () => {
  const id = await runSubmission({ activities: told });
  await write('webhook', id);
  await write('delivery', deliveryWorkflowId(id));
});

const NOTHING = { stepOutputs: 0, artifacts: 0, bytes: 0 };

test.each([
  ['housekeeping', async () => ({ ...NOTHING, more: false })],
  ['housekeeping-unfinished', async () => Promise.reject(ApplicationFailure.nonRetryable('it does not work'))],
] as const)('%s', async (name, sweepOrphans) => {
  const { native: connection, client } = temporal;
  const activities: HousekeepingActivities = {
    lookAfterPending: async () => ({ seen: 2, started: 1, mended: 0, failed: 0, next: null }),
    eraseExpired: async () => ({ ...NOTHING, submissions: 1, failed: 0, next: null }),
    sweepOrphans,
    forgetTraces: async () => ({ traces: 1, more: false }),
  };
  const workflowId = randomUUID();
  const workflowBundle = { codePath: fileURLToPath(import.meta.resolve('#workflow-bundle')) };
  const workflows = await Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle });
  const batches = await Worker.create({ connection, taskQueue: HOUSEKEEPING_TASK_QUEUE, activities });
  await workflows.runUntil(() =>
    batches.runUntil(() => client.workflow.execute(HOUSEKEEPING_WORKFLOW_TYPE, { taskQueue: TASK_QUEUE, workflowId, args: [] })),
  );
  await write(name, workflowId);
});
