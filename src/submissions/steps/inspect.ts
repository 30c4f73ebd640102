import type { DecodeInput, DecodeOutput } from '../../contract/steps.ts';
import { FrontalError } from '../../contract/errors.ts';
import { readLandmarks } from '../../geometry/alignment/landmarks.ts';
import { MIRRORED_LANDMARKS } from '../../geometry/alignment/side-warnings.ts';
import { jsonArtifact, parseArtifact } from './artifact.ts';
import type { Artifact, Dependencies, Imaging, StepStore } from './ports.ts';
import { mergeWarnings, warningsOf } from './warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

export interface InspectDependencies extends Pick<Dependencies, 'pixels'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'decodePortrait' | 'decodeLabelMap' | 'readFace'>;
}

/**
 * Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. `pixels`: how many
 * each label of the map as sent has.
 */
export async function inspect(
  { store, imaging, pixels }: InspectDependencies,
  input: DecodeInput,
): Promise<{ finding: Finding; artifacts: Artifact[]; pixels: ReadonlyMap<number, number> }> {
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  // Runs that an earlier version began have neither palette nor merge.
  const palette = input.labels.palette ?? null;
  const [portrait, labelMap] = await Promise.all([
    pixels.portrait(input.portrait, () => imaging.decodePortrait(bytes.get(input.portrait)!)),
    pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette)),
  ]);
  const landmarks = readLandmarks(parseArtifact(bytes.get(input.landmarks)!));
  const portraitSize = { width: portrait.width, height: portrait.height };
  const reading = await imaging.readFace(labelMap, { landmarks, portraitSize, alignment: input.alignment, stated: input.labels.schema ?? palette });
  if (reading === null) throw new FrontalError('NoFace', 'The label map holds nothing but background (label 0).');
  const { alignment, labels, doubts, mirrored, mismatches, pixels: counts } = reading;
  const labelSchema = labels.schema;
  const artifact = jsonArtifact(alignment);
  return {
    finding: {
      alignment: artifact.digest,
      rollDegrees: alignment.rollDegrees,
      landmarkSchema: alignment.schema,
      labelSchema,
      labels,
      warnings: [
        ...warningsOf(portrait, labelMap, alignment, labelSchema),
        ...mergeWarnings(input.labels.merge ?? {}, reading.present),
        ...doubts,
        ...(mirrored ? [MIRRORED_LANDMARKS] : []),
        // What a mirror exchanges in both is no disagreement.
        ...mismatches.filter(({ code }) => !(mirrored && code === 'sides_swapped')),
      ],
    },
    artifacts: [artifact],
    pixels: counts,
  };
}
