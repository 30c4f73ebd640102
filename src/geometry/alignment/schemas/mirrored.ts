import type { Point } from '../../plane/affine.ts';
import { allPairs, type LandmarkSchema } from './landmark-schema.ts';

/** The same places with both of every symmetric pair exchanged: what a list of a mirrored face is without the mirror. */
export function withSidesExchanged(points: readonly Point[], schema: LandmarkSchema): Point[] {
  const exchanged = [...points];
  for (const [right, left] of allPairs(schema)) {
    exchanged[right] = points[left]!;
    exchanged[left] = points[right]!;
  }
  return exchanged;
}
