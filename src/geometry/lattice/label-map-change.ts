import { countLabels, type LabelMap } from './label-map.ts';

/**
 * How much of each label is left of a map that was changed: intersection over union of its pixels before and after.
 *
 * @param after of the same size
 * @returns by label, those alone that lost pixels or got some; 0 for one that is in one of the maps only
 */
export function changedLabels(before: LabelMap, after: LabelMap): Map<number, number> {
  if (before === after) return new Map();
  const lost = new Map<number, number>();
  const got = new Map<number, number>();
  for (let i = 0; i < before.ids.length; i++) {
    const [from, to] = [before.ids[i]!, after.ids[i]!];
    if (from === to) continue;
    lost.set(from, (lost.get(from) ?? 0) + 1);
    got.set(to, (got.get(to) ?? 0) + 1);
  }
  const pixels = countLabels(before);
  const ious = new Map<number, number>();
  for (const label of new Set([...lost.keys(), ...got.keys()])) {
    const own = pixels.get(label) ?? 0;
    ious.set(label, (own - (lost.get(label) ?? 0)) / (own + (got.get(label) ?? 0)));
  }
  return ious;
}
