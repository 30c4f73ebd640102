import { CancellationScope, isCancellation, proxyActivities, sleep, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Step } from '../src/contract/run.ts';
import { decodeInput, renderInput, type Planned, type ProcessSubmissionInput, type ProcessSubmissionOutput } from '../src/contract/steps.ts';
import { checkInput } from './check-input.ts';
import { describeFailure } from './failure.ts';
import { trackProgress, type ProgressTracker } from './progress.ts';
import { ROW_END } from './retry-policies.ts';
import { stepRunner } from './run-step.ts';
import type { Steps } from './place-steps.ts';
import { startDelivery } from './start-delivery.ts';

/**
 * One submission: decode, then rotate and contour at once, then render. It passes ids, digests and small numbers only;
 * what they stand for lies in Postgres. `render` ends the row as done, `recordEnd` as failed or cancelled; both say whether
 * a webhook is to be told.
 */
export async function processSubmission(input: ProcessSubmissionInput): Promise<ProcessSubmissionOutput> {
  const track = trackProgress();
  try {
    checkInput(input);
  } catch (error) {
    // No run of the submission: its row, if there is one, is left to a run that is.
    track.end('failed');
    throw error;
  }
  try {
    return await processSteps(input, track);
  } catch (error) {
    // Anything else is a defect of this file: the task is retried until a mended worker is deployed, nothing is lost.
    if (!(error instanceof TemporalFailure)) throw error;
    const status = isCancellation(error) ? 'cancelled' : 'failed';
    const failure = status === 'failed' ? describeFailure(error) : null;
    const { submissionId } = input;
    const { webhook } = await CancellationScope.nonCancellable(() =>
      end(failure?.code ?? status).recordEnd({ submissionId, runId: workflowInfo().runId, status, failure }),
    );
    track.end(status);
    if (webhook) await startDelivery(submissionId);
    throw error;
  }
}

async function processSteps(input: ProcessSubmissionInput, track: ProgressTracker): Promise<ProcessSubmissionOutput> {
  const run = stepRunner(input, track);
  if (input.delayMs > 0) {
    track.delayed(input.delayMs);
    await sleep(input.delayMs);
  }
  track.begin();

  const decoded = await run('decode', 'Read portrait, label map and landmarks; decide the alignment', (steps) =>
    steps.decode(decodeInput(input)),
  );
  track.foundLabelSchema(decoded.labelSchema);

  const turned = `Turn the portrait upright (roll ${decoded.rollDegrees.toFixed(1)} degrees)`;
  const traced = 'Trace every border once, simplify, certify';
  const [rotated, contoured] = await Promise.all([
    unlessRemembered('rotate', turned, decoded.rotate, (steps, given) => steps.rotate(given)),
    unlessRemembered('contour', traced, decoded.contour, (steps, given) => steps.contour(given)),
  ]);

  const { regionCount: regions, pointCount: points } = contoured;
  const rendered = await run('render', `Draw ${regions} regions, ${points} points`, (steps, attemptedBefore) =>
    steps.render(renderInput(input, decoded, rotated, contoured, attemptedBefore)),
  );
  track.end('done');
  if (rendered.webhook) await startDelivery(input.submissionId);
  return { rollDegrees: decoded.rollDegrees, regions, points, svg: rendered.svg };

  /** Runs a planned step, unless its output is remembered from an earlier submission. */
  async function unlessRemembered<I, O extends { ms: number }>(
    name: Step,
    summary: string,
    plan: Planned<I, O>,
    call: (steps: Steps, given: I) => Promise<O>,
  ): Promise<O> {
    if (plan.remembered === null) return run(name, summary, (steps) => call(steps, plan.input));
    track.mark(name, 'remembered');
    return plan.remembered;
  }
}

const end = (reason: string) => proxyActivities<Activities>({ ...ROW_END, summary: `End the submission: ${reason}` });
