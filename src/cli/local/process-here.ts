import { contour } from '../../../activities/contour.ts';
import { decode } from '../../../activities/decode.ts';
import type { Imaging, PixelCache, StepRoom } from '../../submissions/steps/ports.ts';
import { parseArtifact } from '../../submissions/steps/artifact.ts';
import { find } from '../../../activities/find.ts';
import { render } from '../../../activities/render.ts';
import { rotate } from '../../../activities/rotate.ts';
import type { StepTimings, Step } from '../../contract/run.ts';
import { decodeInput, findInput, renderInput, withFound } from '../../contract/steps.ts';
import type { NewSubmission } from '../../submissions/submission.ts';
import type { ResultDocument } from '../../contract/result.ts';
import { createMemorySteps } from './memory-steps.ts';

export interface LocalResult {
  readonly svg: Uint8Array;
  readonly document: ResultDocument;
  readonly timings: StepTimings;
}

export interface LocalRun {
  readonly imaging: Imaging;
  readonly pixels: PixelCache;
  readonly room: StepRoom;
  readonly signal: AbortSignal;
  readonly onStep: (step: Step) => void;
}

/**
 * The plan of workflows/process-submission.ts without Temporal: the same steps with the same inputs, one try each.
 *
 * @throws FrontalError and GeometryError as the steps throw them
 */
export async function processHere(submission: NewSubmission, { imaging, pixels, room, signal, onStep }: LocalRun): Promise<LocalResult> {
  const store = createMemorySteps([submission.portrait, submission.labelMap, submission.landmarks]);
  const dependencies = { store, imaging, pixels, room };
  const attempt = { isRetry: false, submissionId: submission.id, runId: 'local', signal };
  const given = {
    submissionId: submission.id,
    portrait: submission.portrait.digest,
    labelMap: submission.labelMap.digest,
    landmarks: submission.landmarks.digest,
    options: submission.options,
  };

  const sought = findInput(given);
  if (sought !== null) onStep('find');
  const found = sought && (await find(dependencies)(sought, attempt));
  const input = found === null ? given : withFound(given, found);
  onStep('decode');
  const decoded = await decode(dependencies)(decodeInput(input), attempt);
  onStep('contour');
  const [rotated, contoured] = await Promise.all([
    rotate(dependencies)(decoded.rotate.input, attempt),
    contour(dependencies)(decoded.contour.input, attempt),
  ]);
  onStep('render');
  await render(dependencies)(renderInput(input, { found, decoded, rotated, contoured }), attempt);
  const { svg, document, timings } = store.result()!;
  const bytes = await store.load([svg, document]);
  return { svg: bytes.get(svg)!, document: parseArtifact<ResultDocument>(bytes.get(document)!), timings };
}
