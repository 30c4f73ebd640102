import type { DecodeInput, DecodeOutput } from '../src/contract.ts';
import { FrontalError } from '../src/errors.ts';
import { alignFace } from '../src/geometry/alignment/alignment.ts';
import { cropToFace } from '../src/geometry/alignment/crop.ts';
import { faceOutline } from '../src/geometry/alignment/face-outline.ts';
import { labelBlobs } from '../src/geometry/labels/label-blobs.ts';
import { findLabelSchema } from '../src/geometry/labels/label-schemas.ts';
import { checkLandmarks, readLandmarks } from '../src/geometry/alignment/landmarks.ts';
import { checkMatch } from '../src/geometry/alignment/match-landmarks.ts';
import { jsonArtifact, parseArtifact } from './artifact.ts';
import type { Artifact, Dependencies } from './dependencies.ts';
import { mergeWarnings, warningsOf } from './warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

/** Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. */
export async function inspect(
  { store, imaging, pixels }: Dependencies,
  input: DecodeInput,
): Promise<{ finding: Finding; artifacts: Artifact[] }> {
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  // Runs that an earlier version began have neither palette nor merge.
  const palette = input.labels.palette ?? null;
  const [portrait, labelMap] = await Promise.all([
    pixels.portrait(input.portrait, () => imaging.decodePortrait(bytes.get(input.portrait)!)),
    pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette)),
  ]);
  const blobs = labelBlobs(labelMap);
  if (blobs.size === 0) {
    throw new FrontalError('NoFace', 'The label map holds nothing but background (label 0).');
  }
  const landmarks = readLandmarks(parseArtifact(bytes.get(input.landmarks)!));
  checkLandmarks(landmarks, portrait);
  const whole = alignFace(landmarks, portrait, input.alignment);
  const labelSchema = findLabelSchema(labelMap, input.labels.schema ?? palette, whole.rollDegrees);
  checkMatch({ landmarks, landmarkSchema: whole.schema, portraitSize: portrait, labelMapSize: labelMap, blobs, labelSchema });
  const face = { landmarks, landmarkSchema: whole.schema, labelMap, labelSchema, portraitSize: portrait };
  const { canvas, margin } = input.alignment;
  const alignment = canvas === 'crop' ? cropToFace(whole, faceOutline(face), margin) : whole;
  const artifact = jsonArtifact(alignment);
  return {
    finding: {
      alignment: artifact.digest,
      rollDegrees: alignment.rollDegrees,
      landmarkSchema: alignment.schema,
      labelSchema,
      warnings: [...warningsOf(portrait, labelMap, alignment, labelSchema), ...mergeWarnings(input.labels.merge ?? {}, blobs)],
    },
    artifacts: [artifact],
  };
}
