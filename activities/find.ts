import { faceBox, foundDocument } from './found-document.ts';
import type { FindInput, FindOutput } from '../src/contract/steps.ts';
import type { Point } from '../src/geometry/plane/affine.ts';
import { readLandmarks } from '../src/geometry/alignment/landmarks.ts';
import type { Attempt } from './as-activity.ts';
import { artifactOf, jsonArtifact, parseArtifact } from '../src/submissions/steps/artifact.ts';
import type { Artifact, Dependencies, Imaging, StepStore } from '../src/submissions/steps/ports.ts';
import { stepKey } from '../src/submissions/steps/step-key.ts';

/** What is remembered of it: the time it took is not. */
export type Finding = Omit<FindOutput, 'ms'>;

export interface FindDependencies extends Pick<Dependencies, 'pixels'> {
  readonly store: Pick<StepStore, 'load'>;
  readonly imaging: Pick<Imaging, 'decodePortrait' | 'findFace'>;
}

/** Finds what was left out of a submission: landmarks, label map, or both. Remembered by portrait and finder. */
export const find =
  (dependencies: Dependencies) =>
  async (input: FindInput, { submissionId, signal }: Attempt): Promise<FindOutput> => {
    const { store } = dependencies;
    const started = performance.now();
    const key = stepKey('find', input);
    const known = (await store.recall(submissionId, [key])).get(key) as Finding | undefined;
    if (known) return { ...known, ms: 0 };
    const { finding, artifacts } = await findParts(dependencies, input, signal);
    await store.remember(submissionId, { key, step: 'find', output: finding, artifacts });
    return { ...finding, ms: Math.round(performance.now() - started) };
  };

/** @throws FrontalError `no_face_found` */
export async function findParts(
  { store, imaging, pixels }: FindDependencies,
  { portrait, landmarks: sent, find: wanted }: FindInput,
  signal: AbortSignal,
): Promise<{ finding: Finding; artifacts: Artifact[] }> {
  const bytes = await store.load(sent === null ? [portrait] : [portrait, sent]);
  const raster = await pixels.portrait(portrait, () => imaging.decodePortrait(bytes.get(portrait)!));
  const near = sent === null ? null : middleOf(readLandmarks(parseArtifact(bytes.get(sent)!)));
  const { face, landmarks, label_map: labelMap, least_score: leastScore } = wanted;
  const found = await imaging.findFace(raster, { landmarks, labelMap, face: near === null ? face : null, near, leastScore }, signal);

  const points = landmarks ? jsonArtifact(found.landmarks) : null;
  const map = found.labelMap && artifactOf(found.labelMap);
  const document = jsonArtifact(foundDocument(wanted, found));
  return {
    finding: {
      landmarks: points && points.digest,
      labelMap: map && map.digest,
      found: document.digest,
      faces: found.faces,
      warnings: found.warnings,
    },
    artifacts: [points, map, document].filter((artifact) => artifact !== null),
  };
}

/** The middle of the box of all points. */
function middleOf(points: readonly Point[]): Point {
  const [x, y, width, height] = faceBox(points);
  return [x + width / 2, y + height / 2];
}
