/** Numbers that depend on the seed alone. */
export interface Random {
  /** In [from, to). */
  between(from: number, to: number): number;
  whole(below: number): number;
  pick<T>(things: readonly T[]): T;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return { between: (from, to) => from + (to - from) * next(), whole, pick: (things) => things[whole(things.length)]! };
}
