import {
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import type { Failure } from '../contract/failure.ts';
import { STEPS, STEPS_OF_ALL, PROGRESS_QUERY, type Progress } from '../contract/run.ts';
import { describeFailure } from '../../workflows/failure.ts';
import { asUnavailable } from './as-unavailable.ts';
import type { RunState } from '../submissions/runs.ts';

/** A query costs a workflow task and hangs without a worker; describe needs neither. */
const QUERY_DEADLINE_MS = 1_000;
const DESCRIBE_DEADLINE_MS = 2_000;

/**
 * The state of a submission's latest run: whether it is open from `describe`, how far it got from the `progress`
 * query, asked at the same time where `queries` says so.
 *
 * @throws FrontalError `unavailable`
 */
export async function observeRun(client: Client, submissionId: string, { queries }: { queries: boolean }): Promise<RunState> {
  const handle = client.workflow.getHandle(submissionId);
  const asked = queries ? askProgress(client, handle) : Promise.resolve(null);
  try {
    const description = await asUnavailable(
      client.withDeadline(Date.now() + DESCRIBE_DEADLINE_MS, () => handle.describe()),
    );
    return await stateOf(client, description, asked);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'absent' };
    throw error;
  }
}

/** Null where nobody answers in time: no worker polls, the workflow's task is failing, or the run has ended. */
async function askProgress(client: Client, handle: WorkflowHandle): Promise<Progress | null> {
  try {
    return await client.withDeadline(Date.now() + QUERY_DEADLINE_MS, () => handle.query<Progress>(PROGRESS_QUERY));
  } catch {
    return null;
  }
}

async function stateOf(
  client: Client,
  { runId, startTime, status, workflowId, raw }: WorkflowExecutionDescription,
  asked: Promise<Progress | null>,
): Promise<RunState> {
  switch (status.name) {
    case 'COMPLETED':
      return { kind: 'completed', runId };
    case 'CANCELLED':
      return { kind: 'cancelled', runId };
    case 'TERMINATED':
      return { kind: 'failed', runId, failure: TERMINATED };
    case 'TIMED_OUT':
      return { kind: 'failed', runId, failure: TIMED_OUT };
    case 'FAILED':
      return { kind: 'failed', runId, failure: await failureOf(client, workflowId, runId) };
    default: {
      const pending = raw.pendingActivities ?? [];
      const attempt = Math.max(1, ...pending.map((activity) => activity.attempt ?? 1));
      const progress = (await asked) ?? describedProgress(pending, isTakenUp(raw), startTime);
      return { kind: 'running', runId, attempt, progress };
    }
  }
}

/** temporal.api.enums.v1.PendingWorkflowTaskState */
const STARTED = 2;

/** A worker has the run's workflow task, and may be at local steps in it; it answers no query before they end. */
function isTakenUp({ pendingWorkflowTask }: WorkflowExecutionDescription['raw']): boolean {
  return Number(pendingWorkflowTask?.state) === STARTED;
}

/** As much of the progress as can be told without a worker: which steps are scheduled. */
function describedProgress(
  pending: readonly { activityType?: { name?: string | null } | null }[],
  takenUp: boolean,
  startTime: Date,
): Progress {
  const step = STEPS.find((name) => pending.some(({ activityType }) => activityType?.name === name)) ?? null;
  return {
    status: step === null && !takenUp ? 'pending' : 'processing',
    step,
    progress: step === null || step === 'find' ? 0 : STEPS_OF_ALL.indexOf(step) / STEPS_OF_ALL.length,
    started_at: startTime.toISOString(),
  };
}

async function failureOf(client: Client, workflowId: string, runId: string): Promise<Failure> {
  const handle = client.workflow.getHandle(workflowId, runId);
  try {
    await asUnavailable(client.withDeadline(Date.now() + DESCRIBE_DEADLINE_MS, () => handle.result()));
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return describeFailure(error.cause);
  }
  return describeFailure(null);
}

const TERMINATED: Failure = {
  code: 'terminated',
  detail: 'The run was terminated from outside. Send the submission again to run it anew.',
  step: null,
};

const TIMED_OUT: Failure = {
  code: 'timed_out',
  detail: 'The run did not end within its time. Send the submission again to run it anew.',
  step: null,
};
