import type { LabelMap } from '../lattice/label-map.ts';

/** Of a map that was resized with blending: what it may have been before, and the labels that only the blending made. */
export interface BlendedMap {
  /** Seams given to the nearer of the two labels that they lie between. */
  readonly unblended: LabelMap;
  readonly seamLabels: readonly number[];
}

/** A step of a ramp has so many pixels at most; of one that is drawn out further each step is a region of its own. */
const WIDEST_STEP = 3;
/** Of the step between two labels, how far cubic and Lanczos interpolation go beyond them. */
const OVERSHOOT = 0.15;
/** Of all borders between labels that are no neighbours in number, for a map to count as blended. */
const MIN_BLENDED = 0.3;
/** A label is nothing but a seam where so much of it is. */
const SEAM_SHARE = 0.9;
/** Fewer borders say nothing. */
const MIN_BORDERS = 20;

/**
 * Looks for ramps: along a row or a column, short runs whose labels lie between two others that are not neighbours in
 * number. Resizing with interpolation leaves one along every border; a drawn map has a few by chance, as an inner
 * mouth between two lips.
 *
 * @returns null for a map that is not blended
 */
export function blendedMap(map: LabelMap): BlendedMap | null {
  const { ids, width, height } = map;
  const nearer = ids.slice();
  const isSeam = new Uint8Array(ids.length);
  let [ramps, jumps] = [0, 0];
  const look = (first: number, step: number, length: number): void => {
    const found = eachRamp(ids, first, step, length, (from, to, before, after) => {
      for (let at = from; at < to; at += step) {
        if (isSeam[at] === 1) continue;
        isSeam[at] = 1;
        nearer[at] = Math.abs(ids[at]! - before) <= Math.abs(ids[at]! - after) ? before : after;
      }
    });
    ramps += found.ramps;
    jumps += found.jumps;
  };
  for (let row = 0; row < height; row++) look(row * width, 1, width);
  for (let column = 0; column < width; column++) look(column, width, height);
  if (ramps + jumps < MIN_BORDERS || ramps < MIN_BLENDED * (ramps + jumps)) return null;

  const labels = ids instanceof Uint8Array ? 256 : 65_536;
  const [all, seams] = [new Uint32Array(labels), new Uint32Array(labels)];
  for (let i = 0; i < ids.length; i++) {
    all[ids[i]!]!++;
    seams[ids[i]!]! += isSeam[i]!;
  }
  const seamLabels: number[] = [];
  for (let label = 1; label < labels; label++) if (all[label]! > 0 && seams[label]! >= SEAM_SHARE * all[label]!) seamLabels.push(label);
  // What a seam label has beside ramps are the ends of seams.
  const isSeamLabel = new Set(seamLabels);
  return { unblended: { ...map, ids: nearer.map((id) => (isSeamLabel.has(id) ? 0 : id)) }, seamLabels };
}

/**
 * Visits every ramp of a line of pixels, `step` apart: its first index, the one after its last, and the labels on both
 * sides. Counts ramps, and borders without one where the labels are two apart or more.
 */
function eachRamp(
  ids: LabelMap['ids'],
  first: number,
  step: number,
  length: number,
  visit: (from: number, to: number, before: number, after: number) => void,
): { ramps: number; jumps: number } {
  const stop = first + step * length;
  const endOf = (from: number): number => {
    let at = from + step;
    while (at < stop && ids[at] === ids[from]) at += step;
    return at;
  };
  let [ramps, jumps] = [0, 0];
  let end = endOf(first);
  while (end < stop) {
    const before = ids[end - step]!;
    // Short runs up to the next long one, the last of the line whatever its length.
    let at = end;
    let next = endOf(at);
    for (; next < stop && next - at <= WIDEST_STEP * step; next = endOf(at)) at = next;
    const after = ids[at]!;
    if (at > end && isRamp(ids, end, at, step, before, after)) {
      visit(end, at, before, after);
      ramps++;
    } else if (at > end || Math.abs(after - before) > 1) jumps++;
    end = next;
  }
  return { ramps, jumps };
}

/** Whether all labels lie between two others, one of them strictly; cubic interpolation overshoots a little. */
function isRamp(ids: LabelMap['ids'], from: number, to: number, step: number, before: number, after: number): boolean {
  const [low, high] = before < after ? [before, after] : [after, before];
  if (low === high) return false;
  const over = 1 + OVERSHOOT * (high - low);
  let isBetween = false;
  for (let at = from; at < to; at += step) {
    const id = ids[at]!;
    if (id < low - over || id > high + over) return false;
    if (id > low && id < high) isBetween = true;
  }
  return isBetween;
}
