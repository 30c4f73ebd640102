import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, WORKFLOW_TYPE, TASK_QUEUE, type ActivityPlacement } from '../contract/run.ts';
import { DELIVERY_SUMMARY, DELIVERY_WORKFLOW_TYPE, deliveryWorkflowId, type DeliverWebhookInput } from '../contract/delivery.ts';
import type { ProcessSubmissionInput } from '../contract/steps.ts';
import { asUnavailable } from './as-unavailable.ts';
import { deleteRuns, latestRunOf, runIdsOf } from './delete-runs.ts';
import { fairnessKeyOf } from './fairness-key.ts';
import { observeRun } from './observe-run.ts';
import type { Runs } from '../submissions/runs.ts';

/** An API request waits no longer than this for Temporal. */
const DEADLINE_MS = 5_000;

export interface RunsOptions {
  readonly queries?: boolean;
  readonly placement?: ActivityPlacement;
}

/**
 * Runs over a Temporal client. The workflow's id is the submission's id, so equal submissions share one run.
 *
 * @param options `queries`: ask runs themselves how far they got, which costs a workflow task each time;
 * `placement`: where the steps of those that are started here are worked on
 */
export function createRuns(client: Client, { queries = true, placement = 'task-queue' }: RunsOptions = {}): Runs {
  const within = <T>(call: () => Promise<T>) => asUnavailable(client.withDeadline(Date.now() + DEADLINE_MS, call));
  return {
    async start(input, { tenant = null, evenIfCompleted = false, instead = false } = {}) {
      try {
        const handle = await within(() =>
          client.workflow.start(WORKFLOW_TYPE, {
            args: [{ ...input, placement } satisfies ProcessSubmissionInput],
            taskQueue: TASK_QUEUE,
            workflowId: input.submissionId,
            workflowIdConflictPolicy: instead ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
            workflowIdReusePolicy: evenIfCompleted || instead ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
            typedSearchAttributes: new TypedSearchAttributes([{ key: STATUS, value: 'pending' }]),
            // Its steps take it over: of tenants with as much weight, each gets as much, however many of one wait.
            ...(tenant !== null && { priority: { fairnessKey: fairnessKeyOf(tenant) } }),
            staticSummary: 'Turn a face upright and trace its regions',
            staticDetails: STATIC_DETAILS,
          }),
        );
        return { kind: 'started', runId: handle.firstExecutionRunId };
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'completed' };
        throw error;
      }
    },
    observe: (submissionId) => observeRun(client, submissionId, { queries }),
    async cancel(submissionId) {
      try {
        return await within(async () => {
          const handle = client.workflow.getHandle(submissionId);
          // Temporal takes the request of a run that has ended, too, and says nothing.
          if ((await handle.describe()).status.name !== 'RUNNING') return false;
          await handle.cancel();
          return true;
        });
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    async runIds(submissionId) {
      const [own, deliveries] = await within(() =>
        Promise.all([runIdsOf(client, submissionId), runIdsOf(client, deliveryWorkflowId(submissionId))]),
      );
      return { own, deliveries };
    },
    async latestRunIds(submissionId) {
      const [own, deliveries] = await within(() =>
        Promise.all([latestRunOf(client, submissionId), latestRunOf(client, deliveryWorkflowId(submissionId))]),
      );
      return { own: own === null ? [] : [own], deliveries: deliveries === null ? [] : [deliveries] };
    },
    async erase(submissionId, { own, deliveries = [] }) {
      await within(() =>
        Promise.all([deleteRuns(client, submissionId, own), deleteRuns(client, deliveryWorkflowId(submissionId), deliveries)]),
      );
    },
    async deliver(submissionId) {
      await within(() =>
        client.workflow.start(DELIVERY_WORKFLOW_TYPE, {
          args: [{ submissionId } satisfies DeliverWebhookInput],
          taskQueue: TASK_QUEUE,
          workflowId: deliveryWorkflowId(submissionId),
          workflowIdConflictPolicy: 'TERMINATE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: DELIVERY_SUMMARY,
        }),
      );
    },
    lastObserved: () => null,
  };
}

const STATUS = defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, 'KEYWORD');

const STATIC_DETAILS = [
  '**decode** reads what was sent, then **rotate** turns the portrait while **contour** traces the label map, and',
  '**render** draws the SVG. Only ids, digests, options and small numbers pass through here; every image, landmark and contour',
  'stays in the database.',
].join(' ');
