import type { FindInput, FindOutput } from '../../contract/steps.ts';
import { placeFaces, type Point, type Size, storedFaces } from '../../geometry/index.ts';
import { artifactOf, jsonArtifact, parseArtifact } from './artifact.ts';
import { faceBox, foundDocument } from './found-document.ts';
import { portraitKey } from './portrait-key.ts';
import type { Dependencies, Imaging, StepStore } from './ports.ts';
import type { Computed } from './remembered.ts';
import { STEP_BYTES } from './step-memory.ts';

/** What is remembered of the step `find`: the time it took is not. */
export type FoundParts = Omit<FindOutput, 'ms'>;

export interface FindDependencies extends Pick<Dependencies, 'pixels' | 'room'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'countPixels' | 'decodePortrait' | 'findFace'>;
}

/** @throws FrontalError `no_face_found` */
export async function findParts(
  { store, imaging, pixels, room }: FindDependencies,
  { portrait, landmarks: sent, find: wanted, orientation }: FindInput,
  signal: AbortSignal,
): Promise<Computed<FoundParts>> {
  const stored = await store.load(sent === null ? [portrait] : [portrait, sent]);
  const bytes = stored.get(portrait)!;
  const memory = STEP_BYTES.find(await imaging.countPixels(bytes));
  const found = await room.hold(memory, async () => {
    const raster = await pixels.portrait(portraitKey(portrait, orientation), () => imaging.decodePortrait(bytes, orientation));
    const near = sent === null ? null : middleOfOne(parseArtifact(stored.get(sent)!), raster);
    const { face, landmarks, label_map: labelMap, least_score: leastScore } = wanted;
    return imaging.findFace(raster, { landmarks, labelMap, face: near === null ? face : null, near, leastScore }, signal);
  }, { signal });

  const points = wanted.landmarks ? jsonArtifact(found.landmarks) : null;
  const map = found.labelMap && artifactOf(found.labelMap);
  const document = jsonArtifact(foundDocument(wanted, found));
  return {
    output: {
      landmarks: points && points.digest,
      labelMap: map && map.digest,
      found: document.digest,
      faces: found.faces,
      warnings: found.warnings,
    },
    artifacts: [points, map, document].filter((artifact) => artifact !== null),
  };
}

/** The middle of the box of the landmarks; null where they are those of several faces: `decode` takes the one that the map shows. */
function middleOfOne(landmarks: unknown, portraitSize: Size): Point | null {
  const [face, ...others] = placeFaces(storedFaces(landmarks), portraitSize).faces;
  if (face === undefined || others.length > 0) return null;
  const [x, y, width, height] = faceBox(face);
  return [x + width / 2, y + height / 2];
}
