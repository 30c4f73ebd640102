import { INVALID_RUN } from '../contract/run.ts';
import type { RunState } from './runs.ts';
import type { Submission } from './submission.ts';
import { isPendingStill, startRun, type Lifecycle } from './start.ts';

export interface Reconciled {
  readonly run: RunState;
  /** `started`: it had no run. `mended`: it had one that had ended, which the row did not say. */
  readonly did: 'nothing' | 'started' | 'mended';
}

/**
 * Brings the row of a pending submission in step with its workflow, so that nothing stays pending for ever: a run that
 * an operator or a deadline ended is written down, a run that was never started is started. The row may be one that was
 * read long ago: it is read again before anything is done, and nothing is where it has ended, was erased or sent again.
 *
 * @returns what Temporal said; where it is not `running` the row may have changed
 * @throws FrontalError `unavailable`
 */
export async function reconcile(lifecycle: Lifecycle, before: Submission): Promise<Reconciled> {
  const { submissions, runs } = lifecycle;
  const run = await runs.observe(before.id);
  if (run.kind === 'running') return { run, did: 'nothing' };
  const submission = await submissions.find(before.id);
  if (!isPendingStill(submission, before)) return { run, did: 'nothing' };

  // One that somebody started by hand, with input of their own, is a run of no attempt.
  const isOwn = run.kind !== 'failed' || run.failure.code !== INVALID_RUN;
  const isOfThisAttempt = isOwn && (run.kind === 'failed' || run.kind === 'cancelled') && run.runId !== submission.endedRunId;
  if (!isOfThisAttempt) {
    // Never started; or, where there is a run that ended the attempt before, accepted again and never started.
    const isStarted = isPendingStill(await startRun(lifecycle, submission), submission);
    return { run, did: isStarted ? (run.kind === 'absent' ? 'started' : 'mended') : 'nothing' };
  }
  // First: nobody looks here again once the row has ended. The delivery waits for that.
  if (submission.webhook !== null) await runs.deliver(submission.id);
  const failure = run.kind === 'failed' ? run.failure : null;
  await submissions.recordEnd({ submissionId: submission.id, runId: run.runId, status: run.kind, failure });
  return { run, did: 'mended' };
}
