import type { Digest } from '../../contract/run.ts';
import type { DecodeInput, DecodeOutput } from '../../contract/steps.ts';
import { FrontalError } from '../../contract/errors.ts';
import {
  cropToFace,
  exifDoubts,
  exifWarnings,
  faceOutline,
  identifyLabels,
  labelBlobs,
  type LabelMap,
  MIRRORED_LANDMARKS,
  shiftHint,
  type Size,
} from '../../geometry/index.ts';
import { jsonArtifact, parseArtifact } from './artifact.ts';
import type { Artifact, Dependencies, Imaging, Raster, StepStore } from './ports.ts';
import { STEP_BYTES } from './step-memory.ts';
import { findFace } from './find-face.ts';
import { matchWithMap } from './match-with-map.ts';
import { portraitKey } from './portrait-key.ts';
import { mergeWarnings, warningsOf } from './warnings.ts';
import { withWarnings } from './with-warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

export interface InspectDependencies extends Pick<Dependencies, 'pixels' | 'room'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'countPixels' | 'decodePortrait' | 'decodeLabelMap' | 'withoutSpecks'>;
}

export interface Inspected {
  readonly finding: Finding;
  readonly artifacts: Artifact[];
}

/** Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. */
export async function inspect(deps: InspectDependencies, input: DecodeInput, signal: AbortSignal): Promise<Inspected> {
  const { store, imaging, room } = deps;
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  const [portrait, labelMap] = await Promise.all([input.portrait, input.labelMap].map((digest) => imaging.countPixels(bytes.get(digest)!)));
  return room.hold(STEP_BYTES.decode(portrait!, labelMap!), () => look(deps, input, bytes), { signal });
}

async function look({ imaging, pixels }: InspectDependencies, input: DecodeInput, bytes: Map<Digest, Uint8Array>): Promise<Inspected> {
  const { orientation, labels: { palette } } = input;
  const decoding = pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette));
  // The portrait's fault comes first, and what is to be said of it stands beside every other.
  decoding.catch(() => {});
  const portrait = await pixels.portrait(portraitKey(input.portrait, orientation), () => imaging.decodePortrait(bytes.get(input.portrait)!, orientation));
  return withWarnings(exifWarnings(portrait.exifOrientation, portrait.isOriented), async () => {
    const sent = parseArtifact(bytes.get(input.landmarks)!);
    // Cleaning takes specks away. They are not to hide a schema, to part a map from its landmarks, or to widen a crop.
    return decideOn({ portrait, labelMap: await imaging.withoutSpecks(await decoding), sent }, input);
  });
}

interface Decoded {
  readonly portrait: Raster;
  readonly labelMap: LabelMap;
  /** Landmarks as they are stored. */
  readonly sent: unknown;
}

function decideOn({ portrait, labelMap, sent }: Decoded, input: DecodeInput): { finding: Finding; artifacts: Artifact[] } {
  const { palette } = input.labels;
  const blobs = labelBlobs(labelMap);
  if (blobs.size === 0) {
    throw new FrontalError('NoFace', 'The label map holds nothing but background (label 0).');
  }
  const found = (portraitSize: Size) => findFace(sent, portraitSize, { labelMap, blobs }, input);
  const { landmarks, ordered, alignment: whole, warnings: ofLandmarks } = found(portrait);
  const points = { landmarks: ordered, landmarkSchema: whole.schema, portraitSize: portrait };
  const evidence = { blobs, rollDegrees: whole.rollDegrees, face: points };
  const { finding: labels, shape, warnings: doubts } = identifyLabels(labelMap, input.labels.schema ?? palette, evidence);
  const labelSchema = labels.schema;
  // A schema stated in error must not make a good pair look like a bad one.
  const readable = shape === 'unknown' ? labelSchema : shape;
  const onMap = { labelMap, blobs, labelSchema: readable };
  const shifted = () => shiftHint(labelMap, { rollDegrees: whole.rollDegrees, face: points });
  const mismatches = matchWithMap({ ...points, ...onMap }, portrait, {
    asStored(portraitSize) {
      const { ordered: asStored, alignment: { schema } } = found(portraitSize);
      return { landmarks: asStored, landmarkSchema: schema, portraitSize, ...onMap };
    },
    // A stated schema is taken at its word.
    ofLabels: () => (shape === 'unknown' ? shifted() : null),
  });
  const shift = labelSchema === 'unknown' ? shifted() : null;
  const face = { ...points, labelMap, labelSchema };
  const { canvas, margin } = input.alignment;
  const alignment = canvas === 'crop' ? cropToFace(whole, faceOutline(face), margin) : whole;
  const artifact = jsonArtifact(alignment);
  const meant = jsonArtifact(landmarks);
  return {
    finding: {
      alignment: artifact.digest,
      landmarks: meant.digest,
      rollDegrees: alignment.rollDegrees,
      landmarkSchema: alignment.schema,
      labelSchema,
      labels,
      warnings: [
        ...exifWarnings(portrait.exifOrientation, portrait.isOriented),
        ...ofLandmarks,
        ...warningsOf(portrait, labelMap, alignment, labelSchema),
        ...exifDoubts(portrait.exifOrientation, portrait.isOriented, whole.rollDegrees),
        ...mergeWarnings(input.labels.merge, blobs),
        ...(shift === null ? [] : [{ code: 'labels_shifted', detail: shift }]),
        ...doubts,
        ...(whole.mirrored ? [MIRRORED_LANDMARKS] : []),
        // What a mirror exchanges in both is no disagreement.
        ...mismatches.filter(({ code }) => !(whole.mirrored && code === 'sides_swapped')),
      ],
    },
    artifacts: [artifact, meant],
  };
}
