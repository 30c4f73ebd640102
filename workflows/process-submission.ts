import { CancellationScope, isCancellation, proxyActivities, sleep, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { FindOptions } from '../src/contract/options.ts';
import type { Step } from '../src/contract/run.ts';
import { decodeInput, findInput, renderInput, withFound, type Planned, type ProcessSubmissionInput, type ProcessSubmissionOutput } from '../src/contract/steps.ts';
import { checkInput } from './check-input.ts';
import { describeFailure } from './failure.ts';
import { trackProgress, type ProgressTracker } from './progress.ts';
import { ROW_END } from './retry-policies.ts';
import { stepRunner } from './run-step.ts';
import type { Steps } from './place-steps.ts';
import { startDelivery } from './start-delivery.ts';

/**
 * One submission: `find` where something was left out, decode, then rotate and contour at once, then render. It passes
 * ids, digests and small numbers only; what they stand for lies in Postgres. `render` ends the row as done, `recordEnd`
 * as failed or cancelled; both say whether a webhook is to be told.
 */
export async function processSubmission(input: ProcessSubmissionInput): Promise<ProcessSubmissionOutput> {
  try {
    checkInput(input);
  } catch (error) {
    // No run of the submission: its row, if there is one, is left to a run that is.
    trackProgress(false).end('failed');
    throw error;
  }
  const track = trackProgress(input.options.find !== undefined);
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

async function processSteps(given: ProcessSubmissionInput, track: ProgressTracker): Promise<ProcessSubmissionOutput> {
  const run = stepRunner(given, track);
  if (given.delayMs > 0) {
    track.delayed(given.delayMs);
    await sleep(given.delayMs);
  }
  track.begin();

  const sought = findInput(given);
  const found = sought && (await run('find', summaryOf(sought.find), (steps) => steps.find(sought)));
  const input = found === null ? given : withFound(given, found);

  const decoded = await run('decode', 'Read portrait, label map and landmarks; decide the alignment', (steps) =>
    steps.decode(decodeInput(input)),
  );
  track.foundLabelSchema(decoded.labelSchema);

  const turned = `Turn the portrait upright (roll ${decoded.rollDegrees.toFixed(1)} degrees)`;
  const traced = 'Trace every border once, simplify, certify';
  const [rotated, contoured] = await Promise.all([
    unlessRemembered('rotate', turned, decoded.rotate, (steps, planned) => steps.rotate(planned)),
    unlessRemembered('contour', traced, decoded.contour, (steps, planned) => steps.contour(planned)),
  ]);

  const { regionCount: regions, pointCount: points } = contoured;
  const rendered = await run('render', `Draw ${regions} regions, ${points} points`, (steps, attemptedBefore) =>
    steps.render(renderInput(input, { found, decoded, rotated, contoured }, attemptedBefore)),
  );
  track.end('done');
  if (rendered.webhook) await startDelivery(input.submissionId);
  return { rollDegrees: decoded.rollDegrees, regions, points, svg: rendered.svg };

  /** Runs a planned step, unless its output is remembered from an earlier submission. */
  async function unlessRemembered<I, O extends { ms: number }>(
    name: Step,
    summary: string,
    plan: Planned<I, O>,
    call: (steps: Steps, planned: I) => Promise<O>,
  ): Promise<O> {
    if (plan.remembered === null) return run(name, summary, (steps) => call(steps, plan.input));
    track.mark(name, 'remembered');
    return plan.remembered;
  }
}

function summaryOf({ landmarks, label_map: labelMap }: FindOptions): string {
  const parts = [...(landmarks ? ['landmarks'] : []), ...(labelMap ? ['label map'] : [])];
  return `Find a face: ${parts.join(' and ')}`;
}

const end = (reason: string) => proxyActivities<Activities>({ ...ROW_END, summary: `End the submission: ${reason}` });
