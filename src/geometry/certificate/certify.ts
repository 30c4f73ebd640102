import type { Affine } from '../plane/affine.ts';
import { measureCoverage } from './coverage.ts';
import { segmentsConflict } from '../plane/crossing.ts';
import { measureDeviations } from './deviation.ts';
import { measureDrifts } from './drift.ts';
import { measureFidelity, type Fidelity } from './fidelity.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Certificate, CleaningReport, RegionQuality } from './certificate.ts';
import type { Region } from '../plane/region.ts';
import { createSegmentGrid } from '../plane/segment-grid.ts';
import { readPolygons, type SentPolygons } from './sent-polygons.ts';
import type { TracedMap } from '../lattice/traced-map.ts';

/**
 * Measures polygons as they are sent against the label map they were made from; it trusts nothing but coordinates.
 *
 * @param unsmoothed the same regions without smoothing, where there was any
 */
export function certify(
  regions: readonly Region[], placement: Affine, { map, borders, chains, parts }: TracedMap, cleaned: CleaningReport,
  unsmoothed: readonly Region[] | null = null,
): Certificate {
  const polygons = readPolygons(regions, placement);
  const crossings = countCrossings(polygons, map) + polygons.repeated;
  const drifts = unsmoothed === null ? NO_DRIFTS : measureDrifts(polygons, readPolygons(unsmoothed, placement), map);
  const { overlap, gap } = measureCoverage(polygons, map, crossings);
  return {
    overlapPx: roundArea(overlap),
    gapPx: roundArea(gap),
    crossings,
    points: polygons.mapXs.length,
    regions: withDeviations(measureFidelity(polygons, map, parts), measureDeviations(borders, chains, polygons), drifts, cleaned),
  };
}

const NO_DRIFTS: ReadonlyMap<number, number> = new Map();

/** Pairs of edges that meet anywhere but in a shared end. An edge that two regions share counts once. */
function countCrossings({ vertices, mapXs, mapYs, from, to, twin }: SentPolygons, { width, height }: LabelMap): number {
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

function withDeviations(
  fidelities: ReadonlyMap<number, Fidelity>, deviations: ReadonlyMap<number, number>,
  drifts: ReadonlyMap<number, number>, { droppedByLabel }: CleaningReport,
): Map<number, RegionQuality> {
  const qualities = new Map<number, RegionQuality>();
  for (const [label, { iou, areaError, partsKept }] of fidelities) {
    const maxDeviationPx = deviations.get(label) ?? 0;
    const smoothingDriftPx = drifts.get(label) ?? 0;
    qualities.set(label, { iou, areaError, maxDeviationPx, smoothingDriftPx, partsKept, partsDropped: droppedByLabel.get(label) ?? 0 });
  }
  return qualities;
}

/** Areas below this are what sums of rounded products leave of zero. */
function roundArea(area: number): number {
  return Math.round(Math.max(0, area) * 1e6) / 1e6;
}
