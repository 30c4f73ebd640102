import type { LabelMap } from '../geometry/index.ts';
import { eachRun, isTopRun } from './runs.ts';

/** A rectangle of pixels, right and bottom exclusive. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where to look for a label's small parts: those whose pixels are fewer than the limit. */
export interface SpeckWindows {
  readonly label: number;
  /** Of the whole label. */
  readonly pixels: number;
  /** They may lie on one another. */
  readonly windows: readonly Window[];
}

/**
 * A part's topmost run of pixels has none of its own label above it, and a small part's run is short. Each such run
 * gets a window with the pixels that a part below `minPartPx` can reach from it, and one more on each side: a small
 * part never touches a side of its topmost run's window unless that is the map's. Where runs are many, one window
 * around all of a label is less to look at.
 * @returns an entry a label that has such runs, ascending by label
 */
export function speckWindows(map: LabelMap, minPartPx: number): SpeckWindows[] {
  const labels = map.ids instanceof Uint8Array ? 256 : 65536;
  const pixels = new Uint32Array(labels);
  const runs = new Map<number, Window[]>();
  eachRun(map, (label, row, start, end) => {
    pixels[label]! += end - start;
    if (end - start >= minPartPx || !isTopRun(map, label, row, start, end)) return;
    if (!runs.has(label)) runs.set(label, []);
    runs.get(label)!.push({ left: start, top: row, right: end, bottom: row + 1 });
  });
  return Array.from(runs, ([label, own]) => ({ label, pixels: pixels[label]!, windows: windowsAround(own, map, minPartPx) })).sort(
    (a, b) => a.label - b.label,
  );
}

function windowsAround(runs: readonly Window[], { width, height }: LabelMap, minPartPx: number): Window[] {
  const around = ({ left, top, right, bottom }: Window): Window => ({
    left: Math.max(0, left - minPartPx),
    // What lies above is cut off by one row.
    top: Math.max(0, top - 1),
    right: Math.min(width, right + minPartPx),
    bottom: Math.min(height, bottom + minPartPx),
  });
  const each = runs.map(around);
  const all = around(runs.reduce(enclose));
  return each.reduce((sum, window) => sum + areaOf(window), 0) < areaOf(all) ? each : [all];
}

function enclose(a: Window, b: Window): Window {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

export function areaOf({ left, top, right, bottom }: Window): number {
  return (right - left) * (bottom - top);
}
