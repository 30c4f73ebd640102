import { contour } from '../../../activities/contour.ts';
import { decode } from '../../../activities/decode.ts';
import type { Imaging, PixelCache } from '../../../activities/dependencies.ts';
import { parseArtifact } from '../../../activities/artifact.ts';
import { render } from '../../../activities/render.ts';
import { rotate } from '../../../activities/rotate.ts';
import type { Step, StepTimings } from '../../contract.ts';
import type { NewSubmission } from '../../storage/submission.ts';
import type { ResultDocument } from '../../result-document.ts';
import { createMemorySteps } from './memory-steps.ts';

export interface LocalResult {
  readonly svg: Uint8Array;
  readonly document: ResultDocument;
  readonly timings: StepTimings;
}

export interface LocalRun {
  readonly imaging: Imaging;
  readonly pixels: PixelCache;
  readonly signal: AbortSignal;
  readonly onStep: (step: Step) => void;
}

/**
 * The plan of workflows/process-submission.ts without Temporal: the same steps with the same inputs, one try each.
 *
 * @throws FrontalError and GeometryError as the steps throw them
 */
export async function processHere(submission: NewSubmission, { imaging, pixels, signal, onStep }: LocalRun): Promise<LocalResult> {
  const store = createMemorySteps([submission.portrait, submission.labelMap, submission.landmarks]);
  const dependencies = { store, imaging, pixels };
  const attempt = { isRetry: false, submissionId: submission.id, runId: 'local', signal };
  const { options } = submission;
  const inputs = { portrait: submission.portrait.digest, labelMap: submission.labelMap.digest, landmarks: submission.landmarks.digest };

  onStep('decode');
  const { alignment, labels, contours, style, zones, measures } = options;
  const decoded = await decode(dependencies)({ ...inputs, alignment, labels, contours }, attempt);
  onStep('contour');
  const [rotated, contoured] = await Promise.all([
    rotate(dependencies)(decoded.rotate.input, attempt),
    contour(dependencies)(decoded.contour.input, attempt),
  ]);
  onStep('render');
  await render(dependencies)(
    {
      submissionId: submission.id,
      alignment: decoded.rotate.input.alignment,
      uprightPortrait: rotated.uprightPortrait,
      uprightMediaType: rotated.mediaType,
      regions: contoured.regions,
      landmarks: inputs.landmarks,
      landmarkSchema: decoded.landmarkSchema,
      labels: decoded.labels,
      zones,
      measures,
      style,
      warnings: decoded.warnings,
      stepMs: { decode: decoded.ms, rotate: rotated.ms, contour: contoured.ms },
    },
    attempt,
  );
  const { svg, document, timings } = store.result()!;
  const bytes = await store.load([svg, document]);
  return { svg: bytes.get(svg)!, document: parseArtifact<ResultDocument>(bytes.get(document)!), timings };
}
