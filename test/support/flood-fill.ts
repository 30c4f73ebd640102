import type { LabelMap } from '../../src/geometry/label-map.ts';

export interface FloodedPart {
  readonly label: number;
  /** Indices into the map's ids, ascending. */
  readonly pixels: readonly number[];
}

export function neighbours({ width, height }: LabelMap, pixel: number): number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  return [
    ...(y > 0 ? [pixel - width] : []),
    ...(x > 0 ? [pixel - 1] : []),
    ...(x < width - 1 ? [pixel + 1] : []),
    ...(y < height - 1 ? [pixel + width] : []),
  ];
}

/** All 4-connected parts of a map, in reading order of their first pixels. Slow and plain on purpose. */
export function floodParts(map: LabelMap): FloodedPart[] {
  const seen = new Set<number>();
  const parts: FloodedPart[] = [];
  for (let start = 0; start < map.ids.length; start++) {
    if (!seen.has(start)) parts.push({ label: map.ids[start]!, pixels: floodFrom(map, start, seen) });
  }
  return parts;
}

export function floodFrom(map: LabelMap, start: number, seen = new Set<number>()): number[] {
  const pixels = [start];
  seen.add(start);
  for (const pixel of pixels) {
    for (const next of neighbours(map, pixel)) {
      if (map.ids[next] !== map.ids[start] || seen.has(next)) continue;
      seen.add(next);
      pixels.push(next);
    }
  }
  return pixels.toSorted((a, b) => a - b);
}

/** The cleaning rule written down as plainly as it can be, until it changes nothing. */
export function cleanByFlooding(map: LabelMap, minPartPx: number): LabelMap {
  const result = cleanOnce(map, minPartPx);
  return Buffer.compare(Buffer.from(result.ids), Buffer.from(map.ids)) === 0 ? map : cleanByFlooding(result, minPartPx);
}

function cleanOnce(map: LabelMap, minPartPx: number): LabelMap {
  const result = { ...map, ids: map.ids.slice() };
  const bySize = floodParts(map).toSorted((a, b) => a.pixels.length - b.pixels.length || a.pixels[0]! - b.pixels[0]!);
  const isSmall = ({ pixels }: FloodedPart) => pixels.length < minPartPx;
  const keepers = new Set<number>();
  for (const label of new Set(map.ids)) {
    const own = bySize.filter((part) => part.label === label);
    const most = Math.max(...own.map(({ pixels }) => pixels.length));
    if (own.every(isSmall)) keepers.add(own.find(({ pixels }) => pixels.length === most)!.pixels[0]!);
  }
  for (const { pixels } of bySize.filter(isSmall)) {
    const part = floodFrom(result, pixels[0]!);
    if (part.length >= minPartPx || part.some((pixel) => keepers.has(pixel))) continue;
    const outside = part.flatMap((pixel) => neighbours(result, pixel)).filter((pixel) => !part.includes(pixel));
    const labels = outside.map((pixel) => result.ids[pixel]!);
    const edges = (label: number) => labels.filter((other) => other === label).length;
    const winner = labels.toSorted((a, b) => edges(b) - edges(a) || a - b)[0];
    if (winner !== undefined) for (const pixel of part) result.ids[pixel] = winner;
  }
  return result;
}
