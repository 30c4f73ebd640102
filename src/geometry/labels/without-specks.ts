import type { LabelMap } from '../lattice/label-map.ts';
import { createRunEnds } from '../lattice/label-runs.ts';

/** Smaller parts are specks: what `contours.min_part_px` gives to neighbours where nothing else is stated. */
const MIN_PART_PX = 4;

/**
 * The map with background in place of specks, 4-connected parts of fewer than four pixels: strewn over the picture they
 * say nothing about where a label lies, and move its middle and its ends. A label that has nothing else keeps them.
 * Bounded work for each run of pixels, so it is linear in them.
 *
 * @returns the map itself where there are none
 */
export function withoutSpecks(map: LabelMap): LabelMap {
  const { width, height, ids } = map;
  const runEnd = createRunEnds(ids);
  const isSpeck = createSpeckTest(map);
  const labels = ids instanceof Uint8Array ? 256 : 65_536;
  const [hasParts, hasSpecks] = [new Uint8Array(labels), new Uint8Array(labels)];
  let cleaned: LabelMap['ids'] | null = null;
  for (let row = 0; row < height; row++) {
    const stop = (row + 1) * width;
    for (let start = row * width, end; start < stop; start = end) {
      end = runEnd(start, stop);
      const label = ids[start]!;
      if (label === 0) continue;
      if (end - start >= MIN_PART_PX || !isSpeck(start, end)) {
        hasParts[label] = 1;
        continue;
      }
      cleaned ??= ids.slice();
      for (let at = start; at < end; at++) cleaned[at] = 0;
      hasSpecks[label] = 1;
    }
  }
  if (cleaned === null) return map;
  const isAllSpecks = hasSpecks.map((has, label) => (has === 1 && hasParts[label] === 0 ? 1 : 0));
  if (isAllSpecks.includes(1)) for (let i = 0; i < ids.length; i++) if (isAllSpecks[ids[i]!] === 1) cleaned[i] = ids[i]!;
  return { ...map, ids: cleaned };
}

/** Whether the part that a run belongs to has fewer than MIN_PART_PX pixels: goes over no more than that. */
function createSpeckTest({ width, ids }: LabelMap): (start: number, end: number) => boolean {
  const part = new Int32Array(MIN_PART_PX);
  const isAlone = (start: number, end: number): boolean => {
    const label = ids[start];
    for (let at = start; at < end; at++) if (ids[at - width] === label || ids[at + width] === label) return false;
    return true;
  };
  return (start, end) => {
    // Of noise most runs are alone, and this is several times as fast.
    if (isAlone(start, end)) return true;
    const label = ids[start];
    part[0] = start;
    let count = 1;
    const add = (neighbour: number): void => {
      if (count < MIN_PART_PX && ids[neighbour] === label && !isAmong(part, count, neighbour)) part[count++] = neighbour;
    };
    for (let k = 0; k < count; k++) {
      const at = part[k]!;
      const column = at % width;
      if (column > 0) add(at - 1);
      if (column < width - 1) add(at + 1);
      add(at - width);
      add(at + width);
    }
    return count < MIN_PART_PX;
  };
}

function isAmong(pixels: Int32Array, count: number, pixel: number): boolean {
  for (let i = 0; i < count; i++) if (pixels[i] === pixel) return true;
  return false;
}
