import type { LabelMap } from './label-map.ts';

/** A table by which each label that the map may hold stays what it is, to be changed and handed to `relabel`. */
export function sameLabels({ ids }: LabelMap): Uint16Array {
  const table = new Uint16Array(ids instanceof Uint8Array ? 256 : 65_536);
  for (let label = 0; label < table.length; label++) table[label] = label;
  return table;
}

/**
 * Gives every pixel the label that the table has for its own.
 * @returns the map itself where that changes nothing
 */
export function relabel(map: LabelMap, table: Uint16Array): LabelMap {
  const first = firstChanged(map.ids, table);
  if (first < 0) return map;
  // With memory of its own also where the ids are a Buffer.
  const ids = map.ids instanceof Uint8Array ? new Uint8Array(map.ids) : new Uint16Array(map.ids);
  for (let i = first; i < ids.length; i++) ids[i] = table[ids[i]!]!;
  return { ...map, ids };
}

/** -1 where nothing is. A table that changes nothing is not held against the pixels. */
function firstChanged(ids: LabelMap['ids'], table: Uint16Array): number {
  if (table.every((to, label) => to === label)) return -1;
  for (let i = 0; i < ids.length; i++) if (table[ids[i]!] !== ids[i]) return i;
  return -1;
}
