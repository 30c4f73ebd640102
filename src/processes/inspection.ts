import { parseArtifact } from '../submissions/steps/artifact.ts';
import type { PixelCache } from '../submissions/steps/ports.ts';
import { describeAlignment } from '../answer/describe-alignment.ts';
import { describeLabels } from '../answer/describe-labels.ts';
import { inspect, type InspectDependencies } from '../submissions/steps/inspect.ts';
import { type Alignment, chosenLabels, countLabels, mergeLabels, nameRegion } from '../geometry/index.ts';
import type { Inspect } from '../http/validate/inspect.ts';

/** The step `decode` on bytes that are in memory and stay there: nothing is written down, and nothing kept. */
export function createInspect(imaging: () => InspectDependencies['imaging'], room: InspectDependencies['room']): Inspect {
  return async ({ portrait, labelMap, landmarks, options }, signal) => {
    const bytes = new Map([portrait, labelMap, landmarks].map((artifact) => [artifact.digest, artifact.bytes]));
    const pixels: PixelCache = {
      portrait: (_digest, decode) => decode(),
      labelMap: (_digest, _palette, decode) => decode(),
    };
    const { alignment, labels, contours, orientation } = options;
    const { finding, artifacts, labelMap: map } = await inspect(
      { store: { load: async () => bytes }, imaging: imaging(), pixels, room },
      { portrait: portrait.digest, labelMap: labelMap.digest, landmarks: landmarks.digest, alignment, labels, contours, ...(orientation && { orientation }) },
      signal,
    );
    const aligned = artifacts.find(({ digest }) => digest === finding.alignment);
    if (aligned === undefined) throw new Error('decoding left no alignment');
    const { merge } = chosenLabels(labels, finding.labelSchema, finding.sides);
    const pixelsOf = countLabels(mergeLabels(map, merge));
    return {
      label_map_size: [map.width, map.height],
      alignment: describeAlignment(parseArtifact<Alignment>(aligned.bytes), map, finding.labels.fit),
      labels: describeLabels(finding.labels),
      regions: [...pixelsOf].filter(([label]) => label !== 0).map(([label, count]) => {
        const { name, subjectSide } = nameRegion(finding.labelSchema, label, merge, finding.sides);
        return { label, name, subject_side: subjectSide, pixels: count };
      }),
      warnings: finding.warnings,
    };
  };
}
