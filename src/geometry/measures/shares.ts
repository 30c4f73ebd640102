import type { Share } from './measures.ts';

/**
 * Distances between neighbours of an ordered list of places, and the share of each in all of them. null between places
 * that are not known or in the wrong order; no shares unless all are known.
 */
export function sharesBetween(places: readonly (number | null)[]): (Share | null)[] {
  const lengths = places.slice(1).map((end, i) => {
    const start = places[i]!;
    return start === null || end === null || end <= start ? null : end - start;
  });
  const known = lengths.filter((px) => px !== null);
  const total = known.length === lengths.length ? known.reduce((sum, px) => sum + px, 0) : null;
  return lengths.map((px) => (px === null ? null : { px, share: total === null ? null : px / total }));
}
