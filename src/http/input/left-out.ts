import type { Artifact } from '../../submissions/steps/ports.ts';
import type { FindOptions } from '../../contract/options.ts';
import { digestOf } from '../../content/digest.ts';
import { FINDER } from '../../finding/finder.ts';

const AUTO = 'auto';

/** Whether a field of the body leaves it to Frontal to find what belongs there. */
export function isLeftOut(value: unknown): boolean {
  return value === undefined || value === AUTO || (value instanceof Uint8Array && value.length === AUTO.length && Buffer.from(value).toString('latin1') === AUTO);
}

/** What a submission holds in place of what was left out: the word that asks for it. `find` puts what it finds there. */
export const LEFT_OUT: Artifact = { digest: digestOf(AUTO), bytes: Buffer.from(AUTO), mediaType: 'text/plain' };

/** What is to be found; none where landmarks and label map were sent, so that how to find changes no id then. */
export function findOptions(
  leftOut: { readonly landmarks: boolean; readonly labelMap: boolean },
  { face, least_score }: { readonly face: number | 'largest'; readonly least_score: number },
): { find?: FindOptions } {
  if (!leftOut.landmarks && !leftOut.labelMap) return {};
  return {
    find: { landmarks: leftOut.landmarks, label_map: leftOut.labelMap, face: face === 'largest' ? 0 : face, least_score, finder: FINDER },
  };
}
