import { relabel, sameLabels } from '../lattice/relabel.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { type Merge, membersOf } from './merge-labels.ts';

/** Which labels are drawn. Whoever names one label of a merged region means the region. */
export interface DrawnLabels {
  /** null: every label but the background 0. */
  readonly include: readonly number[] | null;
  readonly exclude: readonly number[];
  readonly merge?: Merge;
}

/** @param label of a region of the merged map */
export function isDrawn(label: number, { include, exclude, merge = {} }: DrawnLabels): boolean {
  const isAmong = (labels: readonly number[]) => membersOf(label, merge).some((member) => labels.includes(member));
  return label !== 0 && (include === null || isAmong(include)) && !isAmong(exclude);
}

/**
 * Makes background of every label that is not drawn.
 * @returns the map itself where that changes nothing
 */
export function drawnAlone(map: LabelMap, drawn: DrawnLabels): LabelMap {
  return relabel(map, sameLabels(map).map((label) => (isDrawn(label, drawn) ? label : 0)));
}
