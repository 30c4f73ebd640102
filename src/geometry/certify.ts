import type { Affine } from './affine.ts';
import { measureCoverage } from './coverage.ts';
import { segmentsConflict } from './crossing.ts';
import { measureDeviations } from './deviation.ts';
import type { Face } from './faces.ts';
import type { LabelMap } from './label-map.ts';
import type { Certificate, CleaningReport, RegionQuality } from './partition.ts';
import type { Chains } from './place.ts';
import type { Region } from './region.ts';
import { forEachSpan } from './scanline.ts';
import { createSegmentGrid } from './segment-grid.ts';
import { readPolygons, type SentPolygons } from './sent-polygons.ts';
import type { Borders } from './trace.ts';

/** What polygons are held against: the label map, its exact borders and its parts. */
export interface Exact {
  readonly map: LabelMap;
  readonly borders: Borders;
  readonly chains: Chains;
  readonly faces: readonly Face[];
}

/** Measures polygons as they are sent against the label map they were made from; it trusts nothing but coordinates. */
export function certify(
  regions: readonly Region[], placement: Affine, { map, borders, chains, faces }: Exact, cleaned: CleaningReport,
): Certificate {
  const polygons = readPolygons(regions, placement);
  const crossings = countCrossings(polygons, map) + polygons.repeated;
  const { overlap, gap } = measureCoverage(polygons, map, crossings);
  return {
    overlapPx: roundArea(overlap),
    gapPx: roundArea(gap),
    crossings,
    points: polygons.mapXs.length,
    regions: measureFidelity(polygons, map, faces, measureDeviations(borders, chains, polygons), cleaned),
  };
}

/** Pairs of edges that meet anywhere but in a shared end. An edge that two regions share counts once. */
export function countCrossings({ vertices, mapXs, mapYs, from, to, twin }: SentPolygons, { width, height }: LabelMap): number {
  const cell = Math.min(32, Math.max(2, Math.sqrt((width * height) / (from.length + 1))));
  const grid = createSegmentGrid(width, height, cell);
  let crossings = 0;
  for (let e = 0; e < from.length; e++) {
    if (twin[e]! > e) continue;
    const [a, b] = [from[e]!, to[e]!];
    // Coordinates read back into the map's frame are off by rounding; a hundredth of a pixel is more than that.
    grid.near(mapXs[a]!, mapYs[a]!, mapXs[b]!, mapYs[b]!, 0.01, (other) => {
      if (segmentsConflict(vertices, a, b, from[other]!, to[other]!)) crossings++;
    });
    grid.insert(e, mapXs[a]!, mapYs[a]!, mapXs[b]!, mapYs[b]!, 0.01);
  }
  return crossings;
}

function measureFidelity(
  { vertices: { xs, ys }, mapXs, mapYs, from, to, label, part, partLabels, stepsPerMapPx }: SentPolygons,
  { width, height, ids }: LabelMap,
  faces: readonly Face[],
  deviations: ReadonlyMap<number, number>,
  { droppedByLabel }: CleaningReport,
): Map<number, RegionQuality> {
  const insidePart = new Float64Array(partLabels.length);
  const ownPart = new Float64Array(partLabels.length);
  const at = (ends: Int32Array, coordinates: Float64Array): Float64Array => Float64Array.from(ends, (v) => coordinates[v]!);
  const edges = { x0: at(from, mapXs), y0: at(from, mapYs), x1: at(to, mapXs), y1: at(to, mapYs), group: part };
  forEachSpan(edges, height, (group, row, left, right) => {
    const first = Math.ceil(left - 0.5);
    const end = Math.ceil(right - 0.5);
    const own = partLabels[group]!;
    let count = 0;
    for (let i = row * width + Math.max(0, first); i < row * width + Math.min(width, end); i++) {
      if (ids[i] === own) count++;
    }
    insidePart[group]! += end - first;
    ownPart[group]! += count;
  });

  interface Sums { pixels: number; inside: number; own: number; doubledArea: number; partsKept: number }
  const sums = new Map<number, Sums>();
  const sumsOf = (of: number): Sums => {
    if (!sums.has(of)) sums.set(of, { pixels: 0, inside: 0, own: 0, doubledArea: 0, partsKept: 0 });
    return sums.get(of)!;
  };
  for (const face of faces) if (face.label !== 0) sumsOf(face.label).pixels += face.pixels;
  for (const [p, of] of partLabels.entries()) {
    const sum = sumsOf(of);
    sum.inside += insidePart[p]!;
    sum.own += ownPart[p]!;
    if (ownPart[p]! > 0) sum.partsKept++;
  }
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [from[e]!, to[e]!];
    sumsOf(label[e]!).doubledArea += xs[a]! * ys[b]! - xs[b]! * ys[a]!;
  }

  const qualities = new Map<number, RegionQuality>();
  for (const [of, { pixels, inside, own, doubledArea, partsKept }] of [...sums].sort(([a], [b]) => a - b)) {
    qualities.set(of, {
      iou: own / (inside + pixels - own),
      areaError: pixels === 0 ? 1 : Math.abs(doubledArea / 2 / stepsPerMapPx - pixels) / pixels,
      maxDeviationPx: deviations.get(of) ?? 0,
      partsKept,
      partsDropped: droppedByLabel.get(of) ?? 0,
    });
  }
  return qualities;
}

/** Areas below this are what sums of rounded products leave of zero. */
function roundArea(area: number): number {
  return Math.round(Math.max(0, area) * 1e6) / 1e6;
}
