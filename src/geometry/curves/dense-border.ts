import type { Chains } from '../lattice/place.ts';

/** A chain with the midpoints of all its lattice edges, those inside straight runs too: about one point a pixel. */
export interface DenseBorder {
  /** Label-map pixels. A closed chain does not repeat its first point. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** For every point of the chain its index here; where a closed chain ends with its first point again, that is 0. */
  readonly at: Int32Array;
  readonly closed: boolean;
}

/** @param closed whether the chain ends in its first point without meeting others there */
export function densify({ offsets, xs, ys }: Chains, chain: number, closed: boolean): DenseBorder {
  const [start, last] = [offsets[chain]!, offsets[chain + 1]! - 1];
  const at = new Int32Array(last - start + 1);
  const denseXs: number[] = [];
  const denseYs: number[] = [];
  const add = (x: number, y: number): number => {
    denseXs.push(x);
    return denseYs.push(y) - 1;
  };
  add(xs[start]!, ys[start]!);
  for (let p = start; p < last; p++) {
    const [x0, y0, x1, y1] = [xs[p]!, ys[p]!, xs[p + 1]!, ys[p + 1]!];
    // Lattice edges have their middles where the coordinate along them is no whole number, seen from either end.
    if (y0 === y1) for (const x of halvesBetween(x0, x1)) add(x, y0);
    else if (x0 === x1) for (const y of halvesBetween(y0, y1)) add(x0, y);
    at[p + 1 - start] = add(x1, y1);
  }
  if (closed) {
    denseXs.pop();
    denseYs.pop();
    at[last - start] = 0;
  }
  return { xs: Float64Array.from(denseXs), ys: Float64Array.from(denseYs), at, closed };
}

function* halvesBetween(from: number, to: number): Iterable<number> {
  if (from < to) for (let v = Math.floor(from + 0.5) + 0.5; v < to; v++) yield v;
  else for (let v = Math.ceil(from - 0.5) - 0.5; v > to; v--) yield v;
}
