import type { TracedMap } from '../lattice/traced-map.ts';

/** One region before simplification, in label-map pixels. */
export interface RegionSize {
  readonly pixels: number;
  /** Area inside the traced borders: they cut the corners of pixels. */
  readonly placedArea: number;
  /** Length of all its borders. */
  readonly length: number;
}

/** By label, background not among them. */
export function sizesOf({ parts, borders, chains }: TracedMap): Map<number, RegionSize> {
  const sizes = new Map<number, { pixels: number; placedArea: number; length: number }>();
  for (const { label, pixels } of parts) {
    if (label === 0) continue;
    if (!sizes.has(label)) sizes.set(label, { pixels: 0, placedArea: 0, length: 0 });
    sizes.get(label)!.pixels += pixels;
  }
  const { offsets, xs, ys } = chains;
  for (let k = 0; k < chains.count; k++) {
    let length = 0;
    let area = 0;
    for (let p = offsets[k]! + 1; p < offsets[k + 1]!; p++) {
      length += Math.sqrt((xs[p]! - xs[p - 1]!) ** 2 + (ys[p]! - ys[p - 1]!) ** 2);
      area += (xs[p - 1]! * ys[p]! - xs[p]! * ys[p - 1]!) / 2;
    }
    for (const [label, side] of [[borders.right[k]!, 1], [borders.left[k]!, -1]] as const) {
      const size = sizes.get(label);
      if (size === undefined) continue;
      size.length += length;
      size.placedArea += side * area;
    }
  }
  return sizes;
}
