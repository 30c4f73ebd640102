import { CancellationScope, isCancellation, proxyActivities, sleep, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { FindOptions, Step } from '../src/contract/options.ts';
import { decodeInput, findInput, renderInput, withFound, type ProcessSubmissionInput, type ProcessSubmissionOutput, type RecordEndOutput } from '../src/contract/steps.ts';
import { describeFailure } from './failure.ts';
import { throughOutages } from './outage.ts';
import { placeSteps, type Call, type Steps } from './place-steps.ts';
import { trackProgress } from './progress.ts';
import { ROW_END } from './retry-policies.ts';
import { startDelivery } from './start-delivery.ts';

/**
 * One submission: `find` where something was left to be found, decode, then rotate and contour at once, then render. It passes ids, digests and small numbers only;
 * what they stand for lies in Postgres. `render` ends the row as done, `recordEnd` as failed or cancelled; both say whether
 * a webhook is to be told, which runs of earlier versions did not.
 */
export async function processSubmission(given: ProcessSubmissionInput): Promise<ProcessSubmissionOutput> {
  const sought = findInput(given);
  const track = trackProgress(sought !== null);
  const place = placeSteps(given);
  try {
    if (given.delayMs > 0) await sleep(given.delayMs);
    track.begin();

    const found = sought && (await run('find', summaryOf(sought.find), (steps) => steps.find(sought)));
    const input = found === null ? given : withFound(given, found);

    const decoded = await run('decode', 'Read portrait, label map and landmarks; decide the alignment', (steps) =>
      steps.decode(decodeInput(input)),
    );
    track.foundLabelSchema(decoded.labelSchema);

    const turned = `Turn the portrait upright (roll ${decoded.rollDegrees.toFixed(1)} degrees)`;
    const traced = 'Trace every border once, simplify, certify';
    const [rotated, contoured] = await Promise.all([
      remember('rotate', turned, decoded.rotate, (steps, given) => steps.rotate(given)),
      remember('contour', traced, decoded.contour, (steps, given) => steps.contour(given)),
    ]);

    const drawn = `Draw ${contoured.regionCount} regions, ${contoured.pointCount} points`;
    const rendered = await run('render', drawn, (steps, triedBefore) =>
      steps.render({ ...renderInput(input, decoded, rotated, contoured, found), ...(triedBefore && { triedBefore }) }),
    );
    track.end('done');
    if (rendered.webhook) await startDelivery(input.submissionId);
    const { regionCount: regions, pointCount: points } = contoured;
    return { rollDegrees: decoded.rollDegrees, regions, points, svg: rendered.svg };
  } catch (error) {
    // Anything else is a defect of this file: the task is retried until a mended worker is deployed, nothing is lost.
    if (!(error instanceof TemporalFailure)) throw error;
    const status = isCancellation(error) ? 'cancelled' : 'failed';
    const failure = status === 'failed' ? describeFailure(error) : null;
    const ended: RecordEndOutput | undefined = await CancellationScope.nonCancellable(() =>
      end(failure?.code ?? status).recordEnd({
        submissionId: given.submissionId,
        runId: workflowInfo().runId,
        status,
        failure,
      }),
    );
    track.end(status);
    if (ended?.webhook) await startDelivery(given.submissionId);
    throw error;
  }

  function run<O>(name: Step, summary: string, call: Call<O>): Promise<O> {
    const attempt = (again: boolean) => place(name, summary, (steps, triedBefore) => call(steps, again || triedBefore));
    return track.during(name, () => throughOutages(attempt));
  }

  /** Runs a planned step, unless its output is remembered from an earlier submission. */
  function remember<I, O extends { ms: number }>(
    name: 'rotate' | 'contour',
    summary: string,
    plan: { input: I; remembered: O | null },
    call: (steps: Steps, given: I) => Promise<O>,
  ): Promise<O> {
    if (plan.remembered === null) return run(name, summary, (steps) => call(steps, plan.input));
    track.remembered(name);
    return Promise.resolve({ ...plan.remembered, ms: 0 });
  }
}

function summaryOf({ landmarks, label_map: labelMap }: FindOptions): string {
  const parts = [...(landmarks ? ['landmarks'] : []), ...(labelMap ? ['label map'] : [])];
  return `Find a face: ${parts.join(' and ')}`;
}

const end = (reason: string) => proxyActivities<Activities>({ ...ROW_END, summary: `End the submission: ${reason}` });
