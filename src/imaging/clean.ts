import { type CleaningReport, countLabels, type LabelMap } from '../geometry/index.ts';
import { absorbSpecks } from './absorb-specks.ts';
import { connectedParts, type ConnectedPart } from './connected-parts.ts';
import { copyIds } from './copy-ids.ts';
import type { OpenCv } from './open-cv.ts';
import { speckWindows, type Window } from './speck-windows.ts';

/**
 * Gives every 4-connected part with fewer than `minPartPx` pixels to a neighbour. No label vanishes: one that has only
 * small parts keeps the largest of them, all of those that are equally large. Nothing depends on how the map is turned.
 * @returns the map itself where there is nothing to clean, and what was given away
 */
export function clean(cv: OpenCv, map: LabelMap, minPartPx: number): { map: LabelMap; report: CleaningReport } {
  const droppedByLabel = new Map<number, number>();
  const changed: number[] = [];
  let counts: Map<number, number> | undefined;
  const pixelsOf = (label: number): number => (counts ??= countLabels(map)).get(label) ?? 0;
  let cleaned = map;
  let settled = false;
  while (!settled) {
    const { specks, keepers } = findSpecks(cv, cleaned, minPartPx);
    if (specks.length > 0) {
      if (cleaned === map) cleaned = { ...map, ids: copyIds(map.ids) };
      for (const pixel of absorbSpecks(cleaned, specks, keepers, minPartPx, pixelsOf)) changed.push(pixel);
      for (const { label, seed } of specks) {
        // A speck that grew to a size of its own was not given away.
        if (cleaned.ids[seed] !== label) droppedByLabel.set(label, (droppedByLabel.get(label) ?? 0) + 1);
      }
    }
    // A label that kept a small part may have got a large one meanwhile. Each round leaves fewer parts than before.
    settled = specks.length === 0 || keepers.size === 0;
  }
  const parts = [...droppedByLabel.values()].reduce((sum, dropped) => sum + dropped, 0);
  return { map: cleaned, report: { parts, pixels: countChanges(map, cleaned, changed), droppedByLabel } };
}

function findSpecks(cv: OpenCv, map: LabelMap, minPartPx: number) {
  const specks: ConnectedPart[] = [];
  const keepers = new Set<number>();
  for (const { label, pixels, windows } of minPartPx > 1 ? speckWindows(map, minPartPx) : []) {
    const whole = connectedParts(cv, map, label, windows, minPartPx).filter((part) => !isCut(part, part.window, map));
    // Windows that lie on one another show a part more than once.
    const found = [...new Map(whole.map((part) => [part.seed, part])).values()];
    const kept = largestIfAll(found, pixels);
    for (const part of found) {
      if (part.pixels === kept) keepers.add(part.seed);
      else specks.push(part);
    }
  }
  return { specks, keepers };
}

/** Parts that reach the window's side go on behind it, and are not small then. */
function isCut(part: ConnectedPart, window: Window, map: LabelMap): boolean {
  return (
    (part.left === window.left && window.left > 0) ||
    (part.top === window.top && window.top > 0) ||
    (part.right === window.right && window.right < map.width) ||
    (part.bottom === window.bottom && window.bottom < map.height)
  );
}

/** Pixels of the largest of a label's small parts, if they are all that the label has. */
function largestIfAll(parts: readonly ConnectedPart[], labelPixels: number): number | undefined {
  if (parts.reduce((sum, { pixels }) => sum + pixels, 0) < labelPixels) return undefined;
  return parts.reduce((most, { pixels }) => Math.max(most, pixels), 0);
}

function countChanges(before: LabelMap, after: LabelMap, changed: readonly number[]): number {
  let changes = 0;
  // A pixel that was given away twice may be back where it was.
  for (const pixel of new Set(changed)) if (before.ids[pixel] !== after.ids[pixel]) changes++;
  return changes;
}
