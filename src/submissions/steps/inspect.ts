import type { Digest } from '../../contract/run.ts';
import type { DecodeInput, DecodeOutput } from '../../contract/steps.ts';
import {
  chosenLabels,
  cropToFace,
  exifDoubts,
  exifWarnings,
  type LabelMap,
  MIRRORED_LANDMARKS,
  resolvePalette,
} from '../../geometry/index.ts';
import { artifactOf, jsonArtifact, parseArtifact } from './artifact.ts';
import { portraitKey } from './portrait-key.ts';
import type { Artifact, Dependencies, Imaging, StepStore } from './ports.ts';
import { type Decoded, readFaceInMap } from './read-face-in-map.ts';
import { STEP_BYTES } from './step-memory.ts';
import { alignmentWarnings, mergeWarnings } from './warnings.ts';
import { withWarnings } from './with-warnings.ts';

/** What is known once everything is decoded; `alignment` names the Alignment stored as an artifact. */
export type Finding = Omit<DecodeOutput, 'rotate' | 'contour' | 'ms'>;

export interface InspectDependencies extends Pick<Dependencies, 'pixels' | 'room'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'countPixels' | 'decodePortrait' | 'decodeLabelMap' | 'readFaceMap' | 'encodeLabelMap'>;
}

export interface Inspected {
  readonly finding: Finding;
  readonly artifacts: Artifact[];
  /** As it is to be cut. */
  readonly labelMap: LabelMap;
}

/** Decodes portrait and label map whole, checks that they make sense together, and decides the alignment. */
export async function inspect(deps: InspectDependencies, input: DecodeInput, signal: AbortSignal): Promise<Inspected> {
  const { store, imaging, room } = deps;
  const bytes = await store.load([input.portrait, input.labelMap, input.landmarks]);
  const [portrait, labelMap] = await Promise.all([input.portrait, input.labelMap].map((digest) => imaging.countPixels(bytes.get(digest)!)));
  return room.hold(STEP_BYTES.decode(portrait!, labelMap!), () => look(deps, input, bytes), { signal });
}

async function look({ imaging, pixels }: InspectDependencies, input: DecodeInput, bytes: Map<Digest, Uint8Array>): Promise<Inspected> {
  const { orientation, labels } = input;
  const { palette, schema } = labels.palette === null ? { palette: null, schema: labels.schema } : resolvePalette(labels.palette, labels.schema);
  const decoding = pixels.labelMap(input.labelMap, palette, () => imaging.decodeLabelMap(bytes.get(input.labelMap)!, palette));
  // The portrait's fault comes first, and what is to be said of it stands beside every other.
  decoding.catch(() => {});
  const portrait = await pixels.portrait(portraitKey(input.portrait, orientation), () => imaging.decodePortrait(bytes.get(input.portrait)!, orientation));
  return withWarnings(exifWarnings(portrait.exifOrientation, portrait.isOriented), async () => {
    const landmarks = parseArtifact(bytes.get(input.landmarks)!);
    return decideOn(imaging, { portrait, labelMap: await decoding, landmarks, schema: labels.schema ?? schema }, input);
  });
}

async function decideOn(imaging: InspectDependencies['imaging'], decoded: Decoded, input: DecodeInput): Promise<Inspected> {
  const { portrait, labelMap } = decoded;
  const { face: { landmarks, alignment: whole, warnings: ofLandmarks }, read } = await readFaceInMap(imaging, decoded, input);
  const { canvas, margin } = input.alignment;
  const alignment = canvas === 'crop' ? cropToFace(whole, read.outline, margin) : whole;
  const { merge } = chosenLabels(input.labels, read.finding.schema, read.sides);
  const aligned = jsonArtifact(alignment);
  const meant = jsonArtifact(landmarks);
  const prepared = read.map === labelMap ? null : artifactOf({ bytes: await imaging.encodeLabelMap(read.map), mediaType: 'image/png' });
  return {
    finding: {
      alignment: aligned.digest,
      landmarks: meant.digest,
      rollDegrees: alignment.rollDegrees,
      landmarkSchema: alignment.schema,
      labelSchema: read.finding.schema,
      labels: read.finding,
      sides: read.sides,
      preparedMap: prepared?.digest ?? null,
      warnings: [
        ...exifWarnings(portrait.exifOrientation, portrait.isOriented),
        ...ofLandmarks,
        ...alignmentWarnings(alignment),
        ...exifDoubts(portrait.exifOrientation, portrait.isOriented, whole.rollDegrees),
        ...mergeWarnings(merge, new Set(read.labels)),
        ...(whole.mirrored ? [MIRRORED_LANDMARKS] : []),
        // What a mirror exchanges in both is no disagreement.
        ...read.warnings.filter(({ code }) => !(whole.mirrored && code === 'sides_swapped')),
      ],
    },
    artifacts: [aligned, meant, ...(prepared === null ? [] : [prepared])],
    labelMap: read.map,
  };
}
