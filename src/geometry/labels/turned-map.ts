import type { Point } from '../plane/affine.ts';
import { UNDONE } from '../alignment/match-landmarks.ts';
import { identifyLabels } from './identify-labels.ts';
import { landmarkShare, type LandmarksOnMap } from './landmark-share.ts';
import { piecesByLabel } from './identify-labels.ts';
import type { KnownMap } from './view-map.ts';

/** Mean share of landmarks on their labels, for a turned map to be taken for what was meant. */
const LEAST_SHARE = 0.6;

/**
 * What was done to a map that shows no face where the landmarks have one, if it shows one there once it is undone: the
 * landmarks are turned with it.
 */
export function findTurn({ clean, blobs, found }: KnownMap, { landmarks, landmarkSchema, portraitSize }: LandmarksOnMap): string | null {
  const { width, height } = clean;
  const pieces = piecesByLabel(found.pieces);
  const ways = UNDONE.map(([way, , redo]) => {
    const moved = landmarks.map(([x, y]): Point => {
      const [across, down] = redo([x / portraitSize.width, y / portraitSize.height]);
      return [across * width, down * height];
    });
    const face = { landmarks: moved, landmarkSchema, portraitSize: { width, height } };
    const { shape } = identifyLabels(clean, null, { blobs, pieces, face });
    const shares = Object.values(landmarkShare(clean, blobs, shape, face)).filter((share) => share !== null);
    return { way, share: shape === 'unknown' || shares.length < 2 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length };
  });
  const best = ways.reduce((most, one) => (one.share > most.share ? one : most));
  return best.share >= LEAST_SHARE ? best.way : null;
}
