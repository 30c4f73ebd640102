import type { Point } from '../plane/affine.ts';
import { nearestWays, UNDONE } from '../alignment/match-landmarks.ts';
import { identifyLabels, piecesByLabel } from './identify-labels.ts';
import { landmarkShare, type LandmarksOnMap } from './landmark-share.ts';
import type { KnownMap } from './view-map.ts';

/** Mean share of landmarks on their labels, for a turned map to be taken for what was meant. */
const MIN_SHARE = 0.6;
/** Ways whose shares differ by less explain the map as well. */
const EQUAL_WITHIN = 0.05;

/**
 * What was done to a map that shows no face where the landmarks have one, if it shows one there once it is undone: the
 * landmarks are turned with it. Several ways where they explain it alike; none where nothing does.
 */
export function findTurns({ clean, blobs, found }: KnownMap, { landmarks, landmarkSchema, portraitSize }: LandmarksOnMap): string[] {
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
    const share = shape === 'unknown' || shares.length < 2 ? 0 : shares.reduce((sum, one) => sum + one, 0) / shares.length;
    return { way, share, face: { ...face, labelMap: clean, blobs, labelSchema: shape } };
  });
  const best = Math.max(...ways.map(({ share }) => share));
  return best < MIN_SHARE ? [] : nearestWays(ways.filter(({ share }) => share >= best - EQUAL_WITHIN));
}
