import { parseArtifact } from '../submissions/steps/artifact.ts';
import type { PixelCache } from '../submissions/steps/ports.ts';
import { describeLabels } from '../answer/describe-labels.ts';
import { findParts, type FindDependencies } from '../../activities/find.ts';
import { inspect, type InspectDependencies } from '../submissions/steps/inspect.ts';
import { describeAlignment, type Alignment } from '../geometry/alignment/alignment.ts';
import { countLabels, type LabelMap } from '../geometry/lattice/label-map.ts';
import { mergeLabels } from '../geometry/labels/merge-labels.ts';
import { nameRegion } from '../geometry/labels/name-region.ts';
import type { Inspect } from '../http/validate/route.ts';
import type { FoundDocument } from '../contract/result.ts';
import { decodeInput, findInput, withFound } from '../contract/steps.ts';

/** The steps `find` and `decode` on bytes that are in memory and stay there: nothing is written down, and nothing kept. */
export function createInspect(imaging: () => InspectDependencies['imaging'] & FindDependencies['imaging']): Inspect {
  return async ({ id, portrait, labelMap, landmarks, options }) => {
    const bytes = new Map([portrait, labelMap, landmarks].map((artifact) => [artifact.digest, artifact.bytes]));
    let decoded: LabelMap | null = null;
    const pixels: PixelCache = {
      portrait: (_digest, decode) => decode(),
      labelMap: async (_digest, _palette, decode) => (decoded = await decode()),
    };
    const dependencies = { store: { load: async () => bytes }, imaging: imaging(), pixels };
    const given = { submissionId: id, portrait: portrait.digest, labelMap: labelMap.digest, landmarks: landmarks.digest, options };
    const sought = findInput(given);
    const parts = sought && (await findParts(dependencies, sought, new AbortController().signal));
    for (const artifact of parts?.artifacts ?? []) bytes.set(artifact.digest, artifact.bytes);
    const found = parts?.finding ?? null;
    const input = found === null ? given : withFound(given, { ...found, ms: 0 });
    const { finding, artifacts } = await inspect(dependencies, decodeInput(input));
    const map = decoded as LabelMap | null;
    const aligned = artifacts.find(({ digest }) => digest === finding.alignment);
    if (map === null || aligned === undefined) throw new Error('decoding left no label map, or no alignment');
    const { merge } = options.labels;
    const pixelsOf = countLabels(mergeLabels(map, merge));
    return {
      label_map_size: [map.width, map.height],
      alignment: describeAlignment(parseArtifact<Alignment>(aligned.bytes), map),
      labels: describeLabels(finding.labels),
      regions: [...pixelsOf].filter(([label]) => label !== 0).map(([label, count]) => {
        const { name, subjectSide } = nameRegion(finding.labelSchema, label, merge);
        return { label, name, subject_side: subjectSide, pixels: count };
      }),
      warnings: [...(found?.warnings ?? []), ...finding.warnings],
      ...(found && { found: parseArtifact<FoundDocument>(bytes.get(found.found)!) }),
    };
  };
}
