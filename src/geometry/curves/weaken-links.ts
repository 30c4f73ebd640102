import type { Chains } from '../lattice/place.ts';
import type { CurvedLinks } from './curved-links.ts';
import { keepArea } from './keep-area.ts';
import { STRAIGHT_LEVEL, type Links } from './links.ts';

/** How links get less smooth. */
export interface Weakening {
  /** Loops keep their areas at every level, or go on to the next: straight ones have the area they have. */
  readonly settle: (chain: number) => void;
  /** One level further for each of these links that is not straight yet. @returns those that were drawn anew for it */
  readonly weaken: (faulty: Iterable<number>) => Set<number>;
}

/** How often a loop may be weakened link by link; what is still at fault then takes all of its links along. */
const MAX_ROUNDS = 12;

/** @param isLoop closed without junctions, or from one junction back to it */
export function createWeakening(chains: Chains, links: Links, curved: CurvedLinks, isLoop: (chain: number) => boolean): Weakening {
  const rounds = new Int32Array(chains.count);
  const settle = (chain: number): void => {
    if (++rounds[chain]! > MAX_ROUNDS) raise(chain);
    while (!keepArea(chains, links, curved, chain)) raise(chain);
  };
  const raise = (chain: number): void => {
    for (let link = links.offsets[chain]!; link < links.offsets[chain + 1]!; link++) if (curved.levels[link]! < STRAIGHT_LEVEL) curved.levels[link]!++;
  };
  const weaken = (faulty: Iterable<number>): Set<number> => {
    const changed = new Set<number>();
    const loops = new Set<number>();
    for (const link of faulty) {
      if (curved.levels[link] === STRAIGHT_LEVEL) continue;
      curved.levels[link]!++;
      if (isLoop(links.chain[link]!)) loops.add(links.chain[link]!);
      for (const near of [links.before[link]!, link, links.behind[link]!]) if (near >= 0) changed.add(near);
    }
    for (const chain of loops) {
      settle(chain);
      for (let link = links.offsets[chain]!; link < links.offsets[chain + 1]!; link++) changed.add(link);
    }
    for (const link of changed) curved.redraw(link);
    return changed;
  };
  return { settle, weaken };
}
