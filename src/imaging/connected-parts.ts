import type { LabelMap } from '../geometry/label-map.ts';
import type { OpenCv } from './open-cv.ts';
import type { Window } from './speck-windows.ts';

/** A 4-connected part of a label: pixels that touch along an edge. */
export interface ConnectedPart extends Window {
  readonly label: number;
  readonly pixels: number;
  /** Its first pixel in reading order, as an index into the map's ids. */
  readonly seed: number;
}

/**
 * The parts of `label` inside a window with fewer than `belowPx` pixels there, in OpenCV's order.
 * A part that the window cuts is reported with what is inside; its bounds touch the window's side then.
 */
export function connectedParts(
  cv: OpenCv,
  map: LabelMap,
  label: number,
  window: Window,
  belowPx: number,
): ConnectedPart[] {
  const [columns, rows] = [window.right - window.left, window.bottom - window.top];
  const mask = new cv.Mat(rows, columns, cv.CV_8UC1);
  const parts = new cv.Mat();
  const stats = new cv.Mat();
  const centroids = new cv.Mat();
  try {
    fillMask(mask.data, map, label, window);
    const count = cv.connectedComponentsWithStats(mask, parts, stats, centroids, 4, cv.CV_32S);
    // The views move when WebAssembly's memory grows: take them only now.
    const [ids, table] = [parts.data32S, stats.data32S];
    const found: ConnectedPart[] = [];
    for (let id = 1; id < count; id++) {
      // A row of the table: left, top, width, height, pixels.
      const row = id * 5;
      const pixels = table[row + 4]!;
      if (pixels >= belowPx) continue;
      const [x, y] = [table[row]!, table[row + 1]!];
      const first = ids.indexOf(id, y * columns + x);
      const [left, top] = [window.left + x, window.top + y];
      found.push({
        label,
        pixels,
        left,
        top,
        right: left + table[row + 2]!,
        bottom: top + table[row + 3]!,
        seed: (window.top + Math.floor(first / columns)) * map.width + window.left + (first % columns),
      });
    }
    return found;
  } finally {
    for (const mat of [mask, parts, stats, centroids]) mat.delete();
  }
}

function fillMask(mask: Uint8Array, { width, ids }: LabelMap, label: number, window: Window): void {
  let to = 0;
  for (let y = window.top; y < window.bottom; y++) {
    for (let from = y * width + window.left, end = y * width + window.right; from < end; from++) {
      mask[to++] = ids[from] === label ? 255 : 0;
    }
  }
}
