import { parseArtifact } from '../submissions/steps/artifact.ts';
import type { PixelCache } from '../submissions/steps/ports.ts';
import { describeLabels } from '../answer/describe-labels.ts';
import { inspect, type InspectDependencies } from '../submissions/steps/inspect.ts';
import { describeAlignment, type Alignment } from '../geometry/alignment/alignment.ts';
import type { LabelMap } from '../geometry/lattice/label-map.ts';
import { mergeLabels, type Merge } from '../geometry/labels/merge-labels.ts';
import { nameRegion } from '../geometry/labels/name-region.ts';
import type { Inspect } from '../http/validate/route.ts';

/** The step `decode` on bytes that are in memory and stay there: nothing is written down, and nothing kept. */
export function createInspect(imaging: () => InspectDependencies['imaging']): Inspect {
  return async ({ portrait, labelMap, landmarks, options }) => {
    const bytes = new Map([portrait, labelMap, landmarks].map((artifact) => [artifact.digest, artifact.bytes]));
    let decoded: LabelMap | null = null;
    const pixels: PixelCache = {
      portrait: (_digest, decode) => decode(),
      labelMap: async (_digest, _palette, decode) => (decoded = await decode()),
    };
    const { alignment, labels, contours } = options;
    const { finding, artifacts, pixels: counts } = await inspect(
      { store: { load: async () => bytes }, imaging: imaging(), pixels },
      { portrait: portrait.digest, labelMap: labelMap.digest, landmarks: landmarks.digest, alignment, labels, contours },
    );
    const map = decoded as LabelMap | null;
    const aligned = artifacts.find(({ digest }) => digest === finding.alignment);
    if (map === null || aligned === undefined) throw new Error('decoding left no label map, or no alignment');
    const pixelsOf = mergedCounts(counts, labels.merge);
    return {
      label_map_size: [map.width, map.height],
      alignment: describeAlignment(parseArtifact<Alignment>(aligned.bytes), map),
      labels: describeLabels(finding.labels),
      regions: [...pixelsOf].filter(([label]) => label !== 0).map(([label, count]) => {
        const { name, subjectSide } = nameRegion(finding.labelSchema, label, labels.merge);
        return { label, name, subject_side: subjectSide, pixels: count };
      }),
      warnings: finding.warnings,
    };
  };
}

/** Of merged labels together, under the label that is theirs: as of a map that has each label once. */
function mergedCounts(counts: ReadonlyMap<number, number>, merge: Merge): Map<number, number> {
  const labels = [...counts.keys()];
  const { ids } = mergeLabels({ width: labels.length, height: 1, ids: Uint16Array.from(labels) }, merge);
  const merged = new Map<number, number>();
  labels.forEach((label, i) => merged.set(ids[i]!, (merged.get(ids[i]!) ?? 0) + counts.get(label)!));
  return new Map([...merged].sort(([a], [b]) => a - b));
}
