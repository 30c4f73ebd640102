import { parseArtifact } from '../submissions/steps/artifact.ts';
import type { PixelCache } from '../submissions/steps/ports.ts';
import { describeAlignment } from '../answer/describe-alignment.ts';
import { describeLabels } from '../answer/describe-labels.ts';
import { findParts, type FindDependencies } from '../submissions/steps/find-parts.ts';
import { inspect, type InspectDependencies } from '../submissions/steps/inspect.ts';
import { type Alignment, chosenLabels, countLabels, mergeLabels, nameRegion } from '../geometry/index.ts';
import type { FoundDocument } from '../contract/result.ts';
import { decodeInput, findInput, withFound } from '../contract/steps.ts';
import type { Inspect } from '../http/validate/inspect.ts';

/** The steps `find` and `decode` on bytes that are in memory and stay there: nothing is written down, and nothing kept. */
export function createInspect(imaging: () => InspectDependencies['imaging'] & FindDependencies['imaging'], room: InspectDependencies['room']): Inspect {
  return async ({ id, portrait, labelMap, landmarks, options }, signal) => {
    const bytes = new Map([portrait, labelMap, landmarks].map((artifact) => [artifact.digest, artifact.bytes]));
    const pixels: PixelCache = {
      portrait: (_digest, decode) => decode(),
      labelMap: (_digest, _palette, decode) => decode(),
    };
    const dependencies = { store: { load: async () => bytes }, imaging: imaging(), pixels, room };
    const given = { submissionId: id, portrait: portrait.digest, labelMap: labelMap.digest, landmarks: landmarks.digest, options };
    const sought = findInput(given);
    const parts = sought && (await findParts(dependencies, sought, signal));
    for (const artifact of parts?.artifacts ?? []) bytes.set(artifact.digest, artifact.bytes);
    const found = parts?.output ?? null;
    const whole = found === null ? given : withFound(given, found);
    const { finding, artifacts, labelMap: map } = await inspect(dependencies, decodeInput(whole), signal);
    const aligned = artifacts.find(({ digest }) => digest === finding.alignment);
    if (aligned === undefined) throw new Error('decoding left no alignment');
    const { merge } = chosenLabels(whole.options.labels, finding.labelSchema, finding.sides);
    const pixelsOf = countLabels(mergeLabels(map, merge));
    return {
      label_map_size: [map.width, map.height],
      alignment: describeAlignment(parseArtifact<Alignment>(aligned.bytes), map, finding.labels.fit),
      labels: describeLabels(finding.labels),
      regions: [...pixelsOf].filter(([label]) => label !== 0).map(([label, count]) => {
        const { name, subjectSide } = nameRegion(finding.labelSchema, label, merge, finding.sides);
        return { label, name, subject_side: subjectSide, pixels: count };
      }),
      warnings: [...(found?.warnings ?? []), ...finding.warnings],
      ...(found && { found: parseArtifact<FoundDocument>(bytes.get(found.found)!) }),
    };
  };
}
