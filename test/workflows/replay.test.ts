import { defaultPayloadConverter } from '@temporalio/common';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger, Worker, type ReplayResult } from '@temporalio/worker';
import { describe, expect, test, vi } from 'vitest';

/**
 * Histories of released versions of the workflow, as `temporal workflow show --output json` writes them. A change of
 * the workflow that cannot replay them would break every run that is under way when it is deployed.
 */
const FOLDER = new URL('../../fixtures/histories/', import.meta.url);
const histories = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const bundles = ['#workflow-bundle', '#traced-workflow-bundle'];

/** Called at the end of a run, and never of a replay. */
const traced = vi.fn();
const sinks = { traces: { ended: { fn: traced } } };

/** Of a submission's run, which looks whether it is its own. */
function idOf({ events }: ReturnType<typeof historyFromJSON>): string | undefined {
  const [input] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return input && defaultPayloadConverter.fromPayload<{ submissionId: string }>(input).submissionId;
}

async function replay(workflowBundle: { codePath: string } | { code: string }, name: string): Promise<ReplayResult> {
  const history = historyFromJSON(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
  for await (const result of Worker.runReplayHistories({ workflowBundle, sinks }, [{ workflowId: idOf(history) ?? name, history }])) return result;
  throw new Error('nothing was replayed');
}

test('there are histories to replay: done, failed, cancelled, some that look for a face, one with remembered steps, one that tells a webhook, its delivery, local ones, housekeeping, and traced ones', () => {
  expect(histories.toSorted()).toEqual([
    '1-cancelled.json',
    '1-delivery.json',
    '1-done.json',
    '1-failed.json',
    '1-found-local.json',
    '1-found-none.json',
    '1-found.json',
    '1-housekeeping-unfinished.json',
    '1-housekeeping.json',
    '1-local-delayed.json',
    '1-local-failed.json',
    '1-local-lost.json',
    '1-local.json',
    '1-remembered.json',
    '1-traced-local.json',
    '1-traced.json',
    '1-webhook.json',
  ]);
});

// Runs pass between workers that trace and those that do not, whichever of them began one.
describe.each(bundles)('in %s', (bundle) => {
  test.each(histories)('%s replays', async (name) => {
    expect((await replay({ codePath: fileURLToPath(import.meta.resolve(bundle)) }, name)).error).toBeUndefined();
    expect(traced).not.toHaveBeenCalled();
  });
});

const bent = bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./bent-workflow.ts', import.meta.url)),
  logger: new DefaultLogger('ERROR'),
});

test.each([
  '1-done.json',
  '1-found.json',
  '1-local.json',
  '1-local-lost.json',
  '1-delivery.json',
  '1-housekeeping.json',
  '1-housekeeping-unfinished.json',
])('a workflow that was bent does not replay %s', async (name) => {
  const { error } = await replay(await bent, name);
  expect(error?.name).toBe('DeterminismViolationError');
});
