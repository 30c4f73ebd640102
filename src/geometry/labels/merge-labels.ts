import { relabel, sameLabels } from '../lattice/relabel.ts';
import type { LabelMap } from '../lattice/label-map.ts';

/** Names of regions, and the labels that become one region under each. No label stands under two names. */
export type Merge = Readonly<Record<string, readonly number[]>>;

export interface MergedGroup {
  /** The smallest of the labels: the one that the region has. */
  readonly label: number;
  readonly name: string;
  readonly labels: readonly number[];
}

export function mergedGroups(merge: Merge): MergedGroup[] {
  return Object.entries(merge)
    .filter(([, labels]) => labels.length > 0)
    .map(([name, labels]) => ({ label: Math.min(...labels), name, labels }));
}

/** The labels that a region of the merged map stands for. */
export function membersOf(label: number, merge: Merge): readonly number[] {
  return mergedGroups(merge).find((group) => group.label === label)?.labels ?? [label];
}

/**
 * Gives every label of a group the smallest of them, so that no border is left between them.
 * @returns the map itself where that changes nothing
 */
export function mergeLabels(map: LabelMap, merge: Merge): LabelMap {
  const groups = mergedGroups(merge);
  if (groups.length === 0) return map;
  const table = sameLabels(map);
  for (const { label, labels } of groups) for (const member of labels) table[member] = label;
  return relabel(map, table);
}
