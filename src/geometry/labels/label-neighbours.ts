import type { LabelMap } from '../lattice/label-map.ts';

/** The label with the longest common border, background 0 among them; null for a label that fills the map or is not in it. */
export function mainNeighbour({ ids, width }: LabelMap, label: number): number | null {
  const sides = new Map<number, number>();
  const count = (other: number | undefined): void => {
    if (other !== undefined && other !== label) sides.set(other, (sides.get(other) ?? 0) + 1);
  };
  for (let i = ids.indexOf(label); i >= 0; i = ids.indexOf(label, i + 1)) {
    const column = i % width;
    if (column > 0) count(ids[i - 1]);
    if (column < width - 1) count(ids[i + 1]);
    count(ids[i - width]);
    count(ids[i + width]);
  }
  let main: number | null = null;
  for (const [other, length] of sides) if (main === null || length > sides.get(main)!) main = other;
  return main;
}
