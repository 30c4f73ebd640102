import type { Size } from '../plane/affine.ts';
import { segmentsConflict, type IntegerPoints } from '../plane/crossing.ts';
import type { Chains } from '../lattice/place.ts';
import { createLenses } from './lenses.ts';
import { restoreFarthest } from './restore.ts';

/**
 * Restores dropped points until no two segments conflict and no point has changed sides.
 *
 * Each chain simplified by itself can cross another or jump over it. A segment and the piece of chain that it replaces
 * enclose a *lens*; where the lenses hold no other kept point and no two segments meet but in a shared end, the
 * simplified borders can be moved to the exact ones without ever crossing (Saalfeld, Cartography and Geographic
 * Information Science 26, 1999): the same regions, parts and holes. With all points restored both hold, so it ends.
 *
 * Works in rounds that look at all pairs first and split afterwards, so that no order of segments is preferred.
 *
 * @param keep one flag a point, completed here
 * @param tolerances what restoring keeps to, by chain, in pixels
 * @param sent the points as they will be sent: what must be free of conflicts is what is sent
 */
export function guardChains(
  chains: Chains, keep: Uint8Array, sent: IntegerPoints, tolerances: Float64Array, size: Size,
): void {
  const { offsets } = chains;
  const lenses = createLenses(chains, size, keep.reduce((sum, flag) => sum + flag, 0));
  const { starts, ends, chainOf, born } = lenses;
  let round = 0;
  let fresh: number[] = [];
  const enterKept = (chain: number, first: number, last: number): void => {
    let start = first;
    for (let p = first + 1; p <= last; p++) {
      if (!keep[p]) continue;
      fresh.push(lenses.enter(chain, start, p, round));
      start = p;
    }
  };

  for (let k = 0; k < chains.count; k++) enterKept(k, offsets[k]!, offsets[k + 1]! - 1);
  while (fresh.length > 0) {
    const faulty = new Set<number>();
    for (const s of fresh) {
      const [a, b] = [starts[s]!, ends[s]!];
      lenses.near(s, (t) => {
        if (t === s || born[t]! < 0 || (born[t] === round && t < s)) return;
        const [c, d] = [starts[t]!, ends[t]!];
        if (segmentsConflict(sent, a, b, c, d)) {
          faulty.add(s);
          faulty.add(t);
          return;
        }
        if (lenses.holds(s, c) || lenses.holds(s, d)) faulty.add(s);
        if (lenses.holds(t, a) || lenses.holds(t, b)) faulty.add(t);
      });
    }
    fresh = [];
    round++;
    for (const s of faulty) {
      if (lenses.isFlat(s)) continue;
      born[s] = -1;
      restoreFarthest(chains, keep, starts[s]!, ends[s]!, tolerances[chainOf[s]!]!);
      enterKept(chainOf[s]!, starts[s]!, ends[s]!);
    }
  }
}
