import type { DecodeInput, DecodeOutput } from '../../contract/steps.ts';
import { alignFace, inOrder } from '../../geometry/alignment/alignment.ts';
import { cropToFace } from '../../geometry/alignment/crop.ts';
import type { LabelMap } from '../../geometry/lattice/label-map.ts';
import { chosenLabels } from '../../geometry/labels/label-names.ts';
import { resolvePalette } from '../../geometry/labels/own-palette.ts';
import { checkLandmarks, readLandmarks } from '../../geometry/alignment/landmarks.ts';
import { MIRRORED_LANDMARKS } from '../../geometry/alignment/side-warnings.ts';
import { artifactOf, jsonArtifact, parseArtifact } from './artifact.ts';
import type { Artifact, Dependencies, Imaging, StepStore } from './ports.ts';
import { mergeWarnings, warningsOf } from './warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

export interface InspectDependencies extends Pick<Dependencies, 'pixels'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'decodePortrait' | 'decodeLabelMap' | 'readFaceMap' | 'encodeLabelMap'>;
}

/** Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. */
export async function inspect(
  { store, imaging, pixels }: InspectDependencies,
  input: DecodeInput,
): Promise<{ finding: Finding; artifacts: Artifact[]; labelMap: LabelMap }> {
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  const { labels: given } = input;
  const { palette, schema: stated } = given.palette === null ? { palette: null, schema: null } : resolvePalette(given.palette, given.schema);
  const [portrait, sent] = await Promise.all([
    pixels.portrait(input.portrait, () => imaging.decodePortrait(bytes.get(input.portrait)!)),
    pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette)),
  ]);
  const landmarks = readLandmarks(parseArtifact(bytes.get(input.landmarks)!));
  checkLandmarks(landmarks, portrait);
  const whole = alignFace(landmarks, portrait, input.alignment);
  const { width, height } = portrait;
  const { canvas, margin } = input.alignment;
  const read = await imaging.readFaceMap(sent, {
    face: { landmarks: inOrder(landmarks, whole), landmarkSchema: whole.schema, portraitSize: { width, height } },
    rollDegrees: whole.rollDegrees,
    schema: given.schema ?? stated,
    background: given.background,
    fit: given.fit,
    which: given.face,
    named: Object.values(given.merge).flat().filter((ref) => typeof ref === 'number'),
    outline: canvas === 'crop',
  });
  const alignment = canvas === 'crop' ? cropToFace(whole, read.outline, margin) : whole;
  const { schema: labelSchema } = read.finding;
  const { merge } = chosenLabels(given, labelSchema, read.sides);
  const artifact = jsonArtifact(alignment);
  const prepared = read.map === sent ? null : artifactOf({ bytes: await imaging.encodeLabelMap(read.map), mediaType: 'image/png' });
  return {
    finding: {
      alignment: artifact.digest,
      rollDegrees: alignment.rollDegrees,
      landmarkSchema: alignment.schema,
      labelSchema,
      labels: read.finding,
      sides: read.sides,
      preparedMap: prepared?.digest ?? null,
      warnings: [
        ...warningsOf(portrait, alignment),
        ...mergeWarnings(merge, new Set(read.labels)),
        ...(whole.mirrored ? [MIRRORED_LANDMARKS] : []),
        // What a mirror exchanges in both is no disagreement.
        ...read.warnings.filter(({ code }) => !(whole.mirrored && code === 'sides_swapped')),
      ],
    },
    artifacts: prepared === null ? [artifact] : [artifact, prepared],
    labelMap: read.map,
  };
}
