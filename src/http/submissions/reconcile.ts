import type { Submission } from '../../storage/submission.ts';
import type { RunState } from '../../temporal/runs.ts';
import { startRun, type Lifecycle } from './start.ts';

/**
 * Brings the row of a pending submission in step with its workflow, so that nothing stays pending for ever: a run that
 * an operator or a deadline ended is written down, a run that was never started is started.
 *
 * @returns what Temporal said; where it is not `running` the row may have changed
 * @throws FrontalError `unavailable`
 */
export async function reconcile(lifecycle: Lifecycle, submission: Submission): Promise<RunState> {
  const run = await lifecycle.runs.observe(submission.id);
  const { submissions } = lifecycle;
  switch (run.kind) {
    case 'running':
      break;
    case 'absent':
    case 'completed':
      await startRun(lifecycle, submission);
      break;
    case 'failed':
    case 'cancelled':
      if (run.runId === submission.endedRunId) {
        // The run that ended the attempt before this one: the present attempt was accepted but never started.
        await startRun(lifecycle, submission);
      } else {
        const failure = run.kind === 'failed' ? run.failure : null;
        // First: nobody looks here again once the row has ended. The delivery waits for that.
        if (submission.webhook !== null) await lifecycle.runs.deliver(submission.id);
        await submissions.recordEnd({ submissionId: submission.id, runId: run.runId, status: run.kind, failure });
      }
  }
  return run;
}
