import { Context } from '@temporalio/activity';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { answeringSteps, badInput, latch, useWorkflowRuns } from '../support/workflow-runs.ts';
import { CONTOURED, workflowInput } from '../support/submission-input.ts';

const { temporal, withWorker, start } = useWorkflowRuns();

describe('the current details of a run', () => {
  const detailsOf = async (id: string) => {
    const { connection, options } = temporal().client;
    const anyRun = new Client({ connection, namespace: options.namespace, workflow: { queryRejectCondition: 'NONE' } });
    const { currentDetails } = await anyRun.workflow.getHandle(id).query<{ currentDetails: string }>('__temporal_workflow_metadata');
    return currentDetails.split('\n');
  };

  test('of one that failed say how each step ended', async () => {
    const contouring = latch();
    const given = answeringSteps({
      rotate: async () => {
        await contouring.opened;
        throw badInput('invalid_image');
      },
      contour: async () => {
        contouring.open();
        await Context.current().cancelled;
        return CONTOURED;
      },
    });
    await withWorker(given, async () => {
      const handle = await start();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect(await detailsOf(handle.workflowId)).toEqual([
        'The submission is failed.', '', '- decode: done', '- rotate: failed', '- contour: given up', '- render: never begun',
      ]);
    });
  });

  test('of one that waits say so', async () => {
    await withWorker(answeringSteps(), async () => {
      const handle = await start({ ...workflowInput(randomUUID()), delayMs: 60_000 });
      await vi.waitFor(async () => expect((await detailsOf(handle.workflowId))[0]).toBe('Waits for 60 s before the first step, as `delay_ms` asks.'), { timeout: 30_000 });
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      expect(await detailsOf(handle.workflowId)).toContain('The submission is cancelled.');
    });
  });
});
