import { activityInfo, type Info } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import { endBy } from './ended-by.ts';
import { submissionOfRun } from './submission-of-run.ts';

/**
 * A line for each submission that ends, and at debug for each other activity that is done. Tries that fail are logged by
 * the SDK, with the same ids (runtime.ts).
 */
export function logActivities(log: Logger): ActivityInterceptorsFactory {
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const { activityType, attempt } = info;
        const began = performance.now();
        const output = await next(input);
        const fields = { ...idsOfActivity(info), activity: activityType, attempt, ms: Math.round(performance.now() - began) };
        const end = endBy(activityType, input.args, output);
        if (end) log.info({ ...fields, ...end }, 'submission ended');
        else log.debug(fields, 'activity done');
        return output;
      },
    },
  });
}

/** Of the run that the activity which calls this belongs to. */
export function idsOfThisActivity(): Record<string, string> {
  return idsOfActivity(activityInfo());
}

function idsOfActivity({ workflowExecution, workflowType = '' }: Info): Record<string, string> {
  const { workflowId = '', runId = '' } = workflowExecution ?? {};
  return idsOf({ workflowId, runId, workflowType });
}

/** The ids of a run as log lines have them: `id` is a submission's. */
export function idsOf({ workflowId, runId, workflowType }: { workflowId: string; runId: string; workflowType: string }) {
  const id = submissionOfRun({ workflowId, workflowType });
  return { ...(id !== null && { id }), ...(id !== workflowId && { workflowId }), runId };
}
