import type { LabelMap } from '../geometry/index.ts';
import type { ConnectedPart } from './connected-parts.ts';
import { eachNeighbour } from './neighbours.ts';

// What is known of a pixel's part.
const UNKNOWN = 0;
/** It is large, for good. */
const LARGE = 1;
/** It is one of those that are to be given away now. */
const OPEN = 2;
/** The running search has it, or it is given away in this wave. */
const TAKEN = 3;

/**
 * Gives specks to the label with the longest common border; of equally long ones to the label that had more pixels, then
 * to the smaller one. Smallest specks first. Those of one size go in waves: each wave gives away, at once, all that
 * border on something other than themselves, so that no order of pixels or labels is preferred. A speck may have grown
 * by others that were given to it, or have become large, so each is searched anew at its turn.
 *
 * @param map changed in place
 * @param keepers pixels whose part stays as it is, however small
 * @param pixelsOf a label, before anything was given away
 * @returns the pixels given away, as often as they were
 */
export function absorbSpecks(
  map: LabelMap,
  specks: readonly ConnectedPart[],
  keepers: ReadonlySet<number>,
  minPartPx: number,
  pixelsOf: (label: number) => number,
): number[] {
  const { ids } = map;
  const given: number[] = [];
  const winners: number[] = [];
  const known = new Uint8Array(ids.length);
  const part: number[] = [];
  const borders = new Map<number, number>();

  for (const seeds of bySize(specks)) {
    for (let wave = seeds; wave.length > 0; ) {
      // Grows while it is walked: what borders on a part that has become large can be given to it.
      for (const seed of wave) open(seed, wave);
      const first = given.length;
      for (const seed of wave) decide(seed);
      for (let i = first; i < given.length; i++) {
        ids[given[i]!] = winners[i]!;
        known[given[i]!] = UNKNOWN;
      }
      wave = [];
      for (let i = first; i < given.length; i++) pushOpenAround(given[i]!, wave);
    }
  }
  return given;

  function open(seed: number, wave: number[]): void {
    if (known[seed] === LARGE) return;
    const large = !collect(seed, known[seed]!);
    const stays = large || part.some((pixel) => keepers.has(pixel));
    for (const pixel of part) known[pixel] = large ? LARGE : stays ? UNKNOWN : OPEN;
    if (stays) for (const pixel of part) pushOpenAround(pixel, wave);
  }

  /** Collects the part around a pixel; false as soon as it is known to be large. */
  function collect(seed: number, before: number): boolean {
    part.length = 0;
    part.push(seed);
    known[seed] = TAKEN;
    let small = before !== LARGE && part.length < minPartPx;
    for (let next = 0; next < part.length && small; next++) {
      eachNeighbour(map, part[next]!, (pixel) => {
        if (ids[pixel] !== ids[seed]) return;
        if (known[pixel] === LARGE) small = false;
        else if (known[pixel] !== TAKEN) {
          known[pixel] = TAKEN;
          if (part.push(pixel) >= minPartPx) small = false;
        }
      });
    }
    return small;
  }

  /** Finds who gets the part around an open pixel; nobody as long as only open ones lie around it. */
  function decide(seed: number): void {
    if (known[seed] !== OPEN) return;
    collect(seed, OPEN);
    borders.clear();
    for (const pixel of part) {
      eachNeighbour(map, pixel, (other) => {
        if (known[other]! < OPEN) borders.set(ids[other]!, (borders.get(ids[other]!) ?? 0) + 1);
      });
    }
    const winner = longestBorder(borders, pixelsOf);
    for (const pixel of part) {
      if (winner < 0) known[pixel] = OPEN;
      else winners[given.push(pixel) - 1] = winner;
    }
  }

  function pushOpenAround(pixel: number, wave: number[]): void {
    eachNeighbour(map, pixel, (other) => {
      if (known[other] === OPEN) wave.push(other);
    });
  }
}

/** First pixels of specks, those of the smallest specks first. */
function bySize(specks: readonly ConnectedPart[]): number[][] {
  const seeds = new Map<number, number[]>();
  for (const { pixels, seed } of specks) {
    const same = seeds.get(pixels);
    if (same) same.push(seed);
    else seeds.set(pixels, [seed]);
  }
  return [...seeds].sort(([a], [b]) => a - b).map(([, same]) => same);
}

/** -1 where there is none. */
function longestBorder(borders: ReadonlyMap<number, number>, pixelsOf: (label: number) => number): number {
  let [winner, longest] = [-1, 0];
  for (const [label, edges] of borders) {
    if (edges > longest || (edges === longest && isPreferred(label, winner))) [winner, longest] = [label, edges];
  }
  return winner;

  function isPreferred(label: number, other: number): boolean {
    return pixelsOf(label) - pixelsOf(other) > 0 || (pixelsOf(label) === pixelsOf(other) && label < other);
  }
}
