import type { LabelMap } from './label-map.ts';

/**
 * How much of each label is left of a map that was changed: intersection over union of its pixels before and after.
 *
 * @param after of the same size
 * @returns by label, those alone that lost pixels or got some; 0 for one that is in one of the maps only
 */
export function changedLabels(before: LabelMap, after: LabelMap): Map<number, number> {
  if (before === after) return new Map();
  const { ids: from } = before;
  const { ids: to } = after;
  const pixels = new Uint32Array(65_536);
  const lost = new Uint32Array(65_536);
  const got = new Uint32Array(65_536);
  // Run by run, as countLabels does.
  for (let start = 0; start < from.length; ) {
    const label = from[start]!;
    const other = to[start]!;
    let end = start + 1;
    while (end < from.length && from[end] === label && to[end] === other) end++;
    pixels[label]! += end - start;
    if (label !== other) {
      lost[label]! += end - start;
      got[other]! += end - start;
    }
    start = end;
  }
  const ious = new Map<number, number>();
  for (let label = 0; label < pixels.length; label++) {
    if (lost[label] === 0 && got[label] === 0) continue;
    ious.set(label, (pixels[label]! - lost[label]!) / (pixels[label]! + got[label]!));
  }
  return ious;
}
