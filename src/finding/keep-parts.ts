import type { LabelMap } from '../geometry/index.ts';
import { LABEL } from './frontal-labels.ts';

/** Square units of the face below which a part is taken for a mistake. */
const MIN_PART = 0.02;

/** Of these a head has one part each. */
const SINGLE: readonly number[] = [LABEL.skin, LABEL.neck];

interface Part {
  readonly label: number;
  readonly pixels: Int32Array;
}

/**
 * Gives small parts to the label that they border on most, and takes all parts but the largest from labels that a head
 * has in one piece. Changes the map in place.
 * @param unitPx one unit of the face in pixels of the map
 */
export function keepParts(map: LabelMap, unitPx: number): void {
  const leastPixels = MIN_PART * unitPx * unitPx;
  const small = partsOf(map).filter(({ pixels }) => pixels.length < leastPixels);
  for (const part of small.toSorted((a, b) => a.pixels.length - b.pixels.length)) fill(map, part, commonNeighbour(map, part));
  const parts = partsOf(map);
  for (const label of SINGLE) {
    const ofLabel = parts.filter((part) => part.label === label).toSorted((a, b) => b.pixels.length - a.pixels.length);
    for (const part of ofLabel.slice(1)) fill(map, part, 0);
  }
}

function fill({ ids }: LabelMap, { pixels }: Part, label: number): void {
  for (const pixel of pixels) ids[pixel] = label;
}

/** The label next to most of the part's pixels' edges; of equally common ones the smallest. */
function commonNeighbour({ width, height, ids }: LabelMap, { label, pixels }: Part): number {
  const counts = new Map<number, number>();
  const see = (other: number) => other !== label && counts.set(other, (counts.get(other) ?? 0) + 1);
  for (const pixel of pixels) {
    const x = pixel % width;
    if (x > 0) see(ids[pixel - 1]!);
    if (x + 1 < width) see(ids[pixel + 1]!);
    if (pixel >= width) see(ids[pixel - width]!);
    if (pixel + width < width * height) see(ids[pixel + width]!);
  }
  const [most] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || a - b);
  return most?.[0] ?? label;
}

/** 4-connected parts of all labels. */
function partsOf({ width, ids }: LabelMap): Part[] {
  const seen = new Uint8Array(ids.length);
  const found = new Int32Array(ids.length);
  let count = 0;
  const parts: Part[] = [];
  for (let start = 0; start < ids.length; start++) {
    if (seen[start] === 1) continue;
    const label = ids[start]!;
    const first = count;
    const visit = (pixel: number) => {
      if (seen[pixel] === 1 || ids[pixel] !== label) return;
      seen[pixel] = 1;
      found[count++] = pixel;
    };
    visit(start);
    for (let next = first; next < count; next++) {
      const pixel = found[next]!;
      const x = pixel % width;
      if (x > 0) visit(pixel - 1);
      if (x + 1 < width) visit(pixel + 1);
      if (pixel >= width) visit(pixel - width);
      if (pixel + width < ids.length) visit(pixel + width);
    }
    parts.push({ label, pixels: found.subarray(first, count) });
  }
  return parts;
}
