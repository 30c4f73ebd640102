import type { LabelMap } from '../geometry/index.ts';
import type { Window } from './speck-windows.ts';

/** The smallest window around a label's pixels, and how many they are. */
export interface LabelBox extends Window {
  readonly label: number;
  readonly pixels: number;
}

/** Every label that a window of the map holds, with its box inside the window. */
export function labelBoxes({ width, ids }: LabelMap, window: Window): LabelBox[] {
  const boxes = new Map<number, { -readonly [Key in keyof LabelBox]: LabelBox[Key] }>();
  for (let y = window.top; y < window.bottom; y++) {
    const row = y * width;
    for (let left = window.left; left < window.right; ) {
      const label = ids[row + left]!;
      let right = left + 1;
      while (right < window.right && ids[row + right] === label) right++;
      const box = boxes.get(label);
      if (box === undefined) {
        boxes.set(label, { label, pixels: right - left, left, top: y, right, bottom: y + 1 });
      } else {
        box.pixels += right - left;
        box.left = Math.min(box.left, left);
        box.right = Math.max(box.right, right);
        box.bottom = y + 1;
      }
      left = right;
    }
  }
  return [...boxes.values()];
}
