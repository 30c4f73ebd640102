import type { RenderInput, RenderOutput } from '../src/contract.ts';
import { describeAlignment, type Alignment } from '../src/geometry/alignment.ts';
import { maskContours } from '../src/geometry/measure.ts';
import type { ResultDocument } from '../src/result-document.ts';
import type { Attempt } from './as-activity.ts';
import { artifactOf, jsonArtifact, parseArtifact } from './artifact.ts';
import type { RegionsArtifact } from './contour.ts';
import type { Dependencies } from './dependencies.ts';
import { stepKey } from './step-key.ts';

/** Draws the SVG over the upright portrait, writes the answer's document, and ends the submission as done. */
export const render =
  ({ store, imaging }: Dependencies) =>
  async (input: RenderInput, { signal }: Attempt): Promise<RenderOutput> => {
    const started = performance.now();
    const { submissionId, stepMs, ...content } = input;
    const bytes = await store.load([input.alignment, input.uprightPortrait, input.regions]);
    const alignment = parseArtifact<Alignment>(bytes.get(input.alignment)!);
    const { regions, quality, labelMapSize } = parseArtifact<RegionsArtifact>(bytes.get(input.regions)!);

    const portrait = { mediaType: input.uprightMediaType, bytes: bytes.get(input.uprightPortrait)! };
    const drawing = {
      size: alignment.uprightSize,
      portrait: input.style.portrait === 'embed' ? portrait : null,
      regions,
      style: input.style,
    };
    const svg = artifactOf(await imaging.drawSvg(drawing, signal));
    const document: ResultDocument = {
      mask_contours: maskContours(regions),
      frame: 'upright',
      alignment: describeAlignment(alignment, labelMapSize),
      regions,
      quality,
      warnings: input.warnings,
    };
    const answer = jsonArtifact(document);
    const output = { svg: svg.digest, bytes: svg.bytes.byteLength };
    const ms = Math.round(performance.now() - started);
    await store.complete(
      submissionId,
      { key: stepKey('render', content), step: 'render', output: { ...output, document: answer.digest }, artifacts: [svg, answer] },
      { svg: svg.digest, document: answer.digest, timings: { ...stepMs, render: ms } },
    );
    return { ...output, ms };
  };
