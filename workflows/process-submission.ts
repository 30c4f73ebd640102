import { CancellationScope, isCancellation, proxyActivities, sleep, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ProcessSubmissionInput, ProcessSubmissionOutput, Step } from '../src/contract.ts';
import { describeFailure } from './failure.ts';
import { throughOutages } from './outage.ts';
import { trackProgress } from './progress.ts';
import { REMEMBERED_STEP, ROW_END } from './retry-policies.ts';
import { startDelivery } from './start-delivery.ts';

/**
 * One submission: decode, then rotate and contour at once, then render. It passes ids, digests and small numbers only;
 * what they stand for lies in Postgres. `render` ends the row as done, `recordEnd` as failed or cancelled; both say whether
 * a webhook is to be told, which runs of earlier versions did not.
 */
export async function processSubmission(input: ProcessSubmissionInput): Promise<ProcessSubmissionOutput> {
  const track = trackProgress();
  try {
    if (input.delayMs > 0) await sleep(input.delayMs);
    track.begin();

    const { portrait, labelMap, landmarks, options } = input;
    const decoded = await run('decode', () =>
      step('Read portrait, label map and landmarks; decide the alignment').decode({
        portrait,
        labelMap,
        landmarks,
        alignment: options.alignment,
        labels: options.labels,
        contours: options.contours,
      }),
    );
    track.foundLabelSchema(decoded.labelSchema);

    const turned = `Turn the portrait upright (roll ${decoded.rollDegrees.toFixed(1)} degrees)`;
    const [rotated, contoured] = await Promise.all([
      remember('rotate', decoded.rotate, (given) => step(turned).rotate(given)),
      remember('contour', decoded.contour, (given) => step('Trace every border once, simplify, certify').contour(given)),
    ]);

    const rendered = await run('render', () =>
      step(`Draw ${contoured.regionCount} regions, ${contoured.pointCount} points`).render({
        submissionId: input.submissionId,
        alignment: decoded.rotate.input.alignment,
        uprightPortrait: rotated.uprightPortrait,
        uprightMediaType: rotated.mediaType,
        regions: contoured.regions,
        landmarks,
        landmarkSchema: decoded.landmarkSchema,
        labels: decoded.labels,
        zones: options.zones,
        measures: options.measures,
        style: options.style,
        warnings: decoded.warnings,
        stepMs: { decode: decoded.ms, rotate: rotated.ms, contour: contoured.ms },
      }),
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
    const ended: { webhook: boolean } | undefined = await CancellationScope.nonCancellable(() =>
      end(failure?.code ?? status).recordEnd({
        submissionId: input.submissionId,
        runId: workflowInfo().runId,
        status,
        failure,
      }),
    );
    track.end(status);
    if (ended?.webhook) await startDelivery(input.submissionId);
    throw error;
  }

  function run<O>(name: Step, work: () => Promise<O>): Promise<O> {
    return track.during(name, () => throughOutages(work));
  }

  /** Runs a planned step, unless its output is remembered from an earlier submission. */
  function remember<I, O extends { ms: number }>(
    name: 'rotate' | 'contour',
    plan: { input: I; remembered: O | null },
    work: (given: I) => Promise<O>,
  ): Promise<O> {
    if (plan.remembered === null) return run(name, () => work(plan.input));
    track.remembered(name);
    return Promise.resolve({ ...plan.remembered, ms: 0 });
  }
}

const step = (summary: string) => proxyActivities<Activities>({ ...REMEMBERED_STEP, summary });
const end = (reason: string) => proxyActivities<Activities>({ ...ROW_END, summary: `End the submission: ${reason}` });
