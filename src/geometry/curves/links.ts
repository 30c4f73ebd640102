import type { Chains } from '../lattice/place.ts';

/** Each level smooths a link half as much as the one before, the last one not at all. */
export const STRAIGHT_LEVEL = 3;

/** Links: what simplified chains have between two kept points, a straight line or the curve that smoothing makes of it. */
export interface Links {
  readonly count: number;
  readonly chain: Int32Array;
  /** Points of the chain at both ends. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Links before and behind along the chain, -1 where there is none. */
  readonly before: Int32Array;
  readonly behind: Int32Array;
  /** Chain k owns the links `offsets[k]` to `offsets[k + 1]`. */
  readonly offsets: Int32Array;
}

export function linksOf({ count, offsets }: Chains, keep: Uint8Array, isClosed: (chain: number) => boolean): Links {
  const kept = keep.reduce((sum, flag) => sum + flag, 0) - count;
  const links = {
    count: kept,
    chain: new Int32Array(kept),
    start: new Int32Array(kept),
    end: new Int32Array(kept),
    before: new Int32Array(kept),
    behind: new Int32Array(kept),
    offsets: new Int32Array(count + 1),
  };
  let link = 0;
  for (let k = 0; k < count; k++) {
    const first = link;
    let from = offsets[k]!;
    const last = offsets[k + 1]! - 1;
    for (let p = from + 1; p <= last; p++) {
      if (!keep[p]) continue;
      links.chain[link] = k;
      links.start[link] = from;
      links.end[link] = p;
      links.before[link] = link - 1;
      links.behind[link] = link + 1;
      from = p;
      link++;
    }
    const closed = isClosed(k);
    links.before[first] = closed ? link - 1 : -1;
    links.behind[link - 1] = closed ? first : -1;
    links.offsets[k + 1] = link;
  }
  return links;
}
