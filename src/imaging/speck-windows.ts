import type { LabelMap } from '../geometry/label-map.ts';

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
export function speckWindows({ width, height, ids }: LabelMap, minPartPx: number): SpeckWindow[] {
  const labels = ids instanceof Uint8Array ? 256 : 65536;
  const pixels = new Uint32Array(labels);
  const left = new Int32Array(labels).fill(width);
  const right = new Int32Array(labels);
  const top = new Int32Array(labels).fill(height);
  const bottom = new Int32Array(labels);
  for (let y = 0, row = 0; y < height; y++, row += width) {
    for (let x = 0; x < width; ) {
      const label = ids[row + x]!;
      const start = x;
      while (x < width && ids[row + x] === label) x++;
      pixels[label]! += x - start;
      if (x - start >= minPartPx || hasAbove(ids, label, row - width + start, row - width + x)) continue;
      if (start < left[label]!) left[label] = start;
      if (x > right[label]!) right[label] = x;
      if (y < top[label]!) top[label] = y;
      bottom[label] = y + 1;
    }
  }
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

function hasAbove(ids: LabelMap['ids'], label: number, from: number, to: number): boolean {
  if (from < 0) return false;
  for (let i = from; i < to; i++) if (ids[i] === label) return true;
  return false;
}
