import type { LabelMap } from '../geometry/index.ts';
import type { OpenCv } from './open-cv.ts';
import type { Window } from './speck-windows.ts';

/** A 4-connected part of a label: pixels that touch along an edge. */
export interface ConnectedPart extends Window {
  readonly label: number;
  readonly pixels: number;
  /** Its first pixel in reading order, as an index into the map's ids. */
  readonly seed: number;
}

/** A part, and the window it was seen in: one that the window cuts has only what is inside, and touches its side. */
export interface SeenPart extends ConnectedPart {
  readonly window: Window;
}

/**
 * The parts of `label` inside each window with fewer than `belowPx` pixels there, window by window, in OpenCV's order.
 * All windows are looked at in one picture, one below the other with an empty row between: a call costs more than they.
 */
export function connectedParts(
  cv: OpenCv,
  map: LabelMap,
  label: number,
  windows: readonly Window[],
  belowPx: number,
): SeenPart[] {
  const columns = windows.reduce((widest, { left, right }) => Math.max(widest, right - left), 0);
  const rows = windows.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
  const mask = new cv.Mat(rows, columns, cv.CV_8UC1);
  const parts = new cv.Mat();
  const stats = new cv.Mat();
  const centroids = new cv.Mat();
  try {
    fillMask(mask.data, columns, map, label, windows);
    const count = cv.connectedComponentsWithStats(mask, parts, stats, centroids, 4, cv.CV_32S);
    // The views move when WebAssembly's memory grows: take them only now.
    const [ids, table] = [parts.data32S, stats.data32S];
    const found: SeenPart[] = [];
    const windowAt = createWindowSearch(windows);
    for (let id = 1; id < count; id++) {
      // A row of the table: left, top, width, height, pixels.
      const row = id * 5;
      const pixels = table[row + 4]!;
      if (pixels >= belowPx) continue;
      const [x, y] = [table[row]!, table[row + 1]!];
      const first = ids.indexOf(id, y * columns + x) - y * columns;
      const { window, firstRow } = windowAt(y);
      const [left, top] = [window.left + x, window.top + y - firstRow];
      found.push({
        window,
        label,
        pixels,
        left,
        top,
        right: left + table[row + 2]!,
        bottom: top + table[row + 3]!,
        seed: top * map.width + window.left + first,
      });
    }
    return found;
  } finally {
    for (const mat of [mask, parts, stats, centroids]) mat.delete();
  }
}

function fillMask(mask: Uint8Array, columns: number, { width, ids }: LabelMap, label: number, windows: readonly Window[]): void {
  mask.fill(0);
  let to = 0;
  for (const { left, top, right, bottom } of windows) {
    for (let y = top; y < bottom; y++, to += columns) {
      for (let x = left, from = y * width + left; x < right; x++, from++) if (ids[from] === label) mask[to + x - left] = 255;
    }
    to += columns;
  }
}

/** A function that finds the window of a row of the picture, and the picture's row where it begins. */
function createWindowSearch(windows: readonly Window[]): (row: number) => { window: Window; firstRow: number } {
  const firstRows = new Int32Array(windows.length + 1);
  for (const [w, { top, bottom }] of windows.entries()) firstRows[w + 1] = firstRows[w]! + bottom - top + 1;
  return (row) => {
    let low = 0;
    for (let high = windows.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (firstRows[middle]! <= row) low = middle;
      else high = middle;
    }
    return { window: windows[low]!, firstRow: firstRows[low]! };
  };
}
