import type { LabelMap } from '../../src/geometry/lattice/label-map.ts';

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
export function cleanByFlooding(map: LabelMap, minPartPx: number, given = map): LabelMap {
  const result = cleanOnce(map, minPartPx, given);
  return Buffer.compare(Buffer.from(result.ids), Buffer.from(map.ids)) === 0 ? map : cleanByFlooding(result, minPartPx, given);
}

function cleanOnce(map: LabelMap, minPartPx: number, given: LabelMap): LabelMap {
  const result = { ...map, ids: map.ids.slice() };
  const parts = floodParts(map);
  const isSmall = ({ pixels }: FloodedPart) => pixels.length < minPartPx;
  const keepers = new Set<number>();
  for (const label of new Set(map.ids)) {
    const own = parts.filter((part) => part.label === label);
    const most = Math.max(...own.map(({ pixels }) => pixels.length));
    if (own.every(isSmall)) for (const { pixels } of own) if (pixels.length === most) keepers.add(pixels[0]!);
  }
  for (let size = 1; size < minPartPx; size++) {
    let waiting = parts.filter(({ pixels }) => pixels.length === size).map(({ pixels }) => pixels[0]!);
    while (waiting.length > 0) {
      const open = new Map(
        waiting
          .map((pixel) => floodFrom(result, pixel))
          .filter((part) => part.length < minPartPx && !part.some((pixel) => keepers.has(pixel)))
          .map((part) => [part[0]!, part]),
      );
      const winners = [...open.values()].map((part) => ({ part, winner: winnerAround(result, part, new Set([...open.values()].flat()), given) }));
      for (const { part, winner } of winners) for (const pixel of part) if (winner !== undefined) result.ids[pixel] = winner;
      waiting = winners.filter(({ winner }) => winner === undefined).map(({ part }) => part[0]!);
      if (waiting.length === winners.length) break;
    }
  }
  return result;
}

function winnerAround(map: LabelMap, part: readonly number[], open: ReadonlySet<number>, given: LabelMap): number | undefined {
  const labels = part.flatMap((pixel) => neighbours(map, pixel).filter((other) => !open.has(other)).map((other) => map.ids[other]!));
  const edges = (label: number) => labels.filter((other) => other === label).length;
  const pixels = (label: number) => given.ids.filter((id) => id === label).length;
  return labels.toSorted((a, b) => edges(b) - edges(a) || pixels(b) - pixels(a) || a - b)[0];
}
