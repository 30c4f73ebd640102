import type { DecodeInput, DecodeOutput } from '../../contract/steps.ts';
import { FrontalError } from '../../contract/errors.ts';
import {
  alignFace,
  checkLandmarks,
  checkMatch,
  cropToFace,
  faceOutline,
  identifyLabels,
  inOrder,
  labelBlobs,
  MIRRORED_LANDMARKS,
  readLandmarks,
} from '../../geometry/index.ts';
import { jsonArtifact, parseArtifact } from './artifact.ts';
import type { Artifact, Dependencies, Imaging, StepStore } from './ports.ts';
import { mergeWarnings, warningsOf } from './warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

export interface InspectDependencies extends Pick<Dependencies, 'pixels'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'decodePortrait' | 'decodeLabelMap' | 'withoutSpecks'>;
}

/** Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. */
export async function inspect(
  { store, imaging, pixels }: InspectDependencies,
  input: DecodeInput,
): Promise<{ finding: Finding; artifacts: Artifact[] }> {
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  // Runs that an earlier version began have neither palette nor merge.
  const palette = input.labels.palette ?? null;
  const [portrait, decoded] = await Promise.all([
    pixels.portrait(input.portrait, () => imaging.decodePortrait(bytes.get(input.portrait)!)),
    pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette)),
  ]);
  // Cleaning takes specks away. They are not to hide a schema, to part a map from its landmarks, or to widen a crop.
  const labelMap = await imaging.withoutSpecks(decoded);
  const blobs = labelBlobs(labelMap);
  if (blobs.size === 0) {
    throw new FrontalError('NoFace', 'The label map holds nothing but background (label 0).');
  }
  const landmarks = readLandmarks(parseArtifact(bytes.get(input.landmarks)!));
  checkLandmarks(landmarks, portrait);
  const whole = alignFace(landmarks, portrait, input.alignment);
  const points = { landmarks: inOrder(landmarks, whole), landmarkSchema: whole.schema, portraitSize: portrait };
  const evidence = { blobs, rollDegrees: whole.rollDegrees, face: points };
  const { finding: labels, shape, warnings: doubts } = identifyLabels(labelMap, input.labels.schema ?? palette, evidence);
  const labelSchema = labels.schema;
  // A schema stated in error must not make a good pair look like a bad one.
  const readable = shape === 'unknown' ? labelSchema : shape;
  const mismatches = checkMatch({ ...points, labelMap, blobs, labelSchema: readable });
  const face = { ...points, labelMap, labelSchema };
  const { canvas, margin } = input.alignment;
  const alignment = canvas === 'crop' ? cropToFace(whole, faceOutline(face), margin) : whole;
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
        ...mergeWarnings(input.labels.merge ?? {}, blobs),
        ...doubts,
        ...(whole.mirrored ? [MIRRORED_LANDMARKS] : []),
        // What a mirror exchanges in both is no disagreement.
        ...mismatches.filter(({ code }) => !(whole.mirrored && code === 'sides_swapped')),
      ],
    },
    artifacts: [artifact],
  };
}
