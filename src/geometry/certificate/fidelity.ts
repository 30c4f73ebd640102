import type { TracedPart } from '../lattice/parts.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { createLabelCounts } from '../lattice/label-runs.ts';
import { edgesBetween, forEachSpan } from '../plane/scanline.ts';
import type { SentPolygons } from './sent-polygons.ts';

/** Pixels, by index into the map, whose centres lie on borders, with the labels of the regions that these bound. */
export type DoubtfulPixels = ReadonlyMap<number, ReadonlySet<number>>;

const NONE_DOUBTFUL: DoubtfulPixels = new Map();

/** How well one region's polygons give its pixels back. */
export interface Fidelity {
  /** Pixels of the region in the map. */
  readonly pixels: number;
  /** Intersection over union by the centre rule: a pixel belongs to the polygon that its centre lies in. */
  readonly iou: number;
  /** |polygon area - pixels| / pixels. */
  readonly areaError: number;
  /** Parts that hold the centre of a pixel of theirs. */
  readonly partsKept: number;
}

/**
 * By label, ascending: of every region of the map and every region sent.
 *
 * @param doubtful pixels that count as wrong for every region they are listed with, wherever their centres lie
 */
export function measureFidelity(
  polygons: SentPolygons, map: LabelMap, parts: readonly TracedPart[], doubtful: DoubtfulPixels = NONE_DOUBTFUL,
): Map<number, Fidelity> {
  const { vertices: { xs, ys }, from, to, label, partLabels, stepsPerMapPx } = polygons;
  const { inside, own } = countCentres(polygons, map, doubtful);
  const sums = new Map<number, { pixels: number; inside: number; own: number; doubledArea: number; partsKept: number }>();
  const sumsOf = (of: number) => {
    if (!sums.has(of)) sums.set(of, { pixels: 0, inside: 0, own: 0, doubledArea: 0, partsKept: 0 });
    return sums.get(of)!;
  };
  for (const part of parts) if (part.label !== 0) sumsOf(part.label).pixels += part.pixels;
  for (const [part, of] of partLabels.entries()) {
    const sum = sumsOf(of);
    sum.inside += inside[part]!;
    sum.own += own[part]!;
    if (own[part]! > 0) sum.partsKept++;
  }
  for (const [pixel, labels] of doubtful) {
    for (const of of labels) if (of !== map.ids[pixel]) sumsOf(of).inside++;
  }
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [from[e]!, to[e]!];
    sumsOf(label[e]!).doubledArea += xs[a]! * ys[b]! - xs[b]! * ys[a]!;
  }

  const fidelities = new Map<number, Fidelity>();
  for (const [of, sum] of [...sums].sort(([a], [b]) => a - b)) {
    const { pixels, partsKept } = sum;
    const areaError = pixels === 0 ? 1 : Math.abs(sum.doubledArea / 2 / stepsPerMapPx - pixels) / pixels;
    fidelities.set(of, { pixels, iou: sum.own / (sum.inside + pixels - sum.own), areaError, partsKept });
  }
  return fidelities;
}

/** Per part the pixel centres inside it, and those of them whose pixel has the part's label. */
function countCentres(
  { mapXs, mapYs, from, to, part, partLabels }: SentPolygons, { width, height, ids }: LabelMap, doubtful: DoubtfulPixels,
): { inside: Float64Array; own: Float64Array } {
  const inside = new Float64Array(partLabels.length);
  const own = new Float64Array(partLabels.length);
  const countOf = createLabelCounts(ids);
  const doubtfulRows: number[][] = [];
  for (const pixel of doubtful.keys()) (doubtfulRows[Math.floor(pixel / width)] ??= []).push(pixel);
  forEachSpan(edgesBetween(from, to, mapXs, mapYs, part), height, (group, row, left, right) => {
    const first = Math.ceil(left - 0.5);
    const end = Math.ceil(right - 0.5);
    const label = partLabels[group]!;
    const start = row * width + Math.max(0, first);
    const stop = row * width + Math.min(width, end);
    inside[group]! += end - first;
    own[group]! += countOf(label, start, stop);
    const doubtfulHere = doubtfulRows[row];
    if (doubtfulHere === undefined) return;
    for (const pixel of doubtfulHere) {
      if (pixel < start || pixel >= stop) continue;
      inside[group]!--;
      if (ids[pixel] === label) own[group]!--;
    }
  });
  return { inside, own };
}
