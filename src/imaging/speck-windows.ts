import type { LabelMap } from '../geometry/label-map.ts';
import { eachRun, isTopRun } from './runs.ts';

/** A rectangle of pixels, right and bottom exclusive. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where to look for a label's small parts: those whose pixels are fewer than the limit. */
export interface SpeckWindow extends Window {
  readonly label: number;
  /** Of the whole label. */
  readonly pixels: number;
}

/**
 * A part's topmost run of pixels has none of its own label above it, and a small part's run is short. The windows hold
 * every such run and the pixels that a part below `minPartPx` can reach from it, and one more on each side: a small
 * part inside a window never touches a window's side unless that is the map's.
 * @returns one window a label that has such runs, ascending by label
 */
export function speckWindows(map: LabelMap, minPartPx: number): SpeckWindow[] {
  const { width, height } = map;
  const labels = map.ids instanceof Uint8Array ? 256 : 65536;
  const pixels = new Uint32Array(labels);
  const left = new Int32Array(labels).fill(width);
  const right = new Int32Array(labels);
  const top = new Int32Array(labels).fill(height);
  const bottom = new Int32Array(labels);
  eachRun(map, (label, row, start, end) => {
    pixels[label]! += end - start;
    if (end - start >= minPartPx || !isTopRun(map, label, row, start, end)) return;
    left[label] = Math.min(left[label]!, start);
    right[label] = Math.max(right[label]!, end);
    top[label] = Math.min(top[label]!, row);
    bottom[label] = row + 1;
  });
  return [...pixels.keys()]
    .filter((label) => bottom[label]! > 0)
    .map((label) => ({
      label,
      pixels: pixels[label]!,
      left: Math.max(0, left[label]! - minPartPx),
      top: Math.max(0, top[label]! - minPartPx),
      right: Math.min(width, right[label]! + minPartPx),
      bottom: Math.min(height, bottom[label]! + minPartPx),
    }));
}
