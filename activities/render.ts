import type { Digest } from '../src/contract/run.ts';
import type { RenderInput, RenderOutput } from '../src/contract/steps.ts';
import { type Alignment, applyAffine, drawsAxes, embedsPortrait, inOrder, readLandmarks, roundPoint } from '../src/geometry/index.ts';
import { describeAlignment } from '../src/answer/describe-alignment.ts';
import { describeMeasures } from '../src/answer/describe-measures.ts';
import { maskContours, readRegion, zoneDocument } from '../src/answer/describe-shapes.ts';
import { readStyle } from '../src/answer/read-style.ts';
import type { FoundDocument, ResultDocument } from '../src/contract/result.ts';
import { alteredRegions } from '../src/submissions/steps/altered-regions.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { artifactOf, jsonArtifact, parseArtifact } from '../src/submissions/steps/artifact.ts';
import { describeLabels } from '../src/answer/describe-labels.ts';
import type { RegionsArtifact } from '../src/submissions/steps/regions-artifact.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { needsDelivery } from '../src/submissions/delivery/needs-delivery.ts';
import { type Computed, recallOr } from '../src/submissions/steps/remembered.ts';
import { stepKey } from '../src/submissions/steps/step-key.ts';
import { STEP_BYTES } from '../src/submissions/steps/step-memory.ts';

/** Draws the SVG over the upright portrait, writes the answer's document, and ends the submission as done. */
export const render =
  (dependencies: Dependencies) =>
  async (input: RenderInput, attempt: Attempt): Promise<RenderOutput> => {
    const { submissionId, stepMs, attemptedBefore, ...content } = input;
    const { runId, signal } = attempt;
    const isRetry = attempt.isRetry || attemptedBefore;
    const here = { submissionId, step: 'render', key: stepKey('render', content), looks: isRetry } as const;
    const { record, ms } = await recallOr(dependencies.store, here, () => draw(dependencies, input, signal));
    const { output } = record;
    const ended = await dependencies.store.complete(submissionId, runId, record, { ...output, timings: { ...stepMs, render: ms } });
    return { svg: output.svg, bytes: output.bytes, ms, webhook: needsDelivery(ended, isRetry), ended: ended.before === null };
  };

async function draw({ store, imaging, room }: Dependencies, input: RenderInput, signal: AbortSignal): Promise<Computed<Drawn>> {
  const bytes = await store.load([input.alignment, input.uprightPortrait, input.regions, input.landmarks, ...(input.found === undefined ? [] : [input.found])]);
  const alignment = parseArtifact<Alignment>(bytes.get(input.alignment)!);
  const { regions, topology, quality, labelMapSize } = parseArtifact<RegionsArtifact>(bytes.get(input.regions)!);

  const style = readStyle(input.style);
  const described = regions.map(readRegion);
  const landmarks = readLandmarks(parseArtifact(bytes.get(input.landmarks)!)).map((point) => applyAffine(alignment.matrix, point));
  const wanted = { zones: input.zones, measures: input.measures, axes: drawsAxes(style) };
  const derived = await imaging.deriveFromFace({ regions: described, landmarks: inOrder(landmarks, alignment), schema: input.landmarkSchema }, wanted, signal);

  const portrait = { mediaType: input.uprightMediaType, bytes: bytes.get(input.uprightPortrait)! };
  const drawing = {
    size: alignment.uprightSize,
    portrait: embedsPortrait(style) ? portrait : null,
    regions: described,
    topology,
    landmarks,
    zones: derived.zones,
    axes: derived.axes,
    style,
  };
  const memory = STEP_BYTES.render(drawing.portrait?.bytes.byteLength ?? 0, bytes.get(input.regions)!.byteLength);
  const svg = artifactOf(await room.hold(memory, () => imaging.drawSvg(drawing, signal), { signal }));
  const document: ResultDocument = {
    mask_contours: maskContours(regions),
    frame: 'upright',
    alignment: describeAlignment(alignment, labelMapSize, input.labels.fit),
    labels: describeLabels(input.labels),
    landmarks: landmarks.map((point) => roundPoint(point, LANDMARK_DECIMALS)),
    regions,
    zones: derived.zones.map(zoneDocument),
    measures: derived.measures && describeMeasures(derived.measures),
    quality,
    warnings: [...input.warnings, ...alteredRegions(regions, quality), ...derived.warnings],
    ...(input.found !== undefined && { found: parseArtifact<FoundDocument>(bytes.get(input.found)!) }),
  };
  const answer = jsonArtifact(document);
  return { output: { svg: svg.digest, document: answer.digest, bytes: svg.bytes.byteLength }, artifacts: [svg, answer] };
}

/** As fine as the coordinates of regions. */
const LANDMARK_DECIMALS = 4;

/** What is remembered of a drawing. */
interface Drawn {
  readonly svg: Digest;
  readonly document: Digest;
  readonly bytes: number;
}
