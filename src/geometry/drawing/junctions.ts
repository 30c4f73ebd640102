import type { Arc } from '../plane/topology.ts';

/** Where arcs start and end, as numbers: equal for equal points. */
export interface Junctions {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export function numberJunctions(arcs: readonly Arc[]): Junctions {
  const rows = new Map<number, Map<number, number>>();
  let count = 0;
  const numberOf = ([x, y]: Arc['points'][number]): number => {
    let row = rows.get(y);
    if (row === undefined) rows.set(y, (row = new Map()));
    let number = row.get(x);
    if (number === undefined) row.set(x, (number = count++));
    return number;
  };
  const from = Int32Array.from(arcs, ({ points }) => numberOf(points[0]!));
  const to = Int32Array.from(arcs, ({ points }) => numberOf(points.at(-1)!));
  return { count, from, to };
}
